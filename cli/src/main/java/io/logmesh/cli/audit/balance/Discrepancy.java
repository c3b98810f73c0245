package io.logmesh.cli.audit.balance;

/** A record that is not where it must be, or is where it must not be. */
public record Discrepancy(String id, String source, Problem problem) {

    /** What is wrong. */
    public enum Problem {
        MISSING_IN_ARCHIVE("missing in the archive"),
        MISSING_IN_INDEX("missing in the index"),
        TWICE_IN_ARCHIVE("more than once in the archive"),
        TWICE_IN_INDEX("more than once in the index"),
        INDEXED_ANYWAY("in the index, although it is marked as archived only"),
        UNEXPLAINED("found, although no raw record explains it");

        private final String words;

        Problem(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
