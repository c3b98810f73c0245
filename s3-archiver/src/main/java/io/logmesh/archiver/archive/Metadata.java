package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands beside a committed offset, where the group coordinator keeps it for whoever gets the partition next. */
public sealed interface Metadata {

    /** What {@link #passed} says of a partition of which nothing is archived. */
    long NOTHING = -1;

    /**
     * How far the partition has come: the latest ingest time among its archived records, in milliseconds since the
     * epoch, or {@link #NOTHING}. Stamps that lie in the future do not count.
     */
    long passed();

    /** The metadata to commit: plain ASCII, at most 700 bytes of the 4,096 that a broker allows by default. */
    String text();

    /**
     * The promise to archive the range from the committed offset up to {@code last}, in that way and no other.
     *
     * @param last the offset of the range's last record
     */
    record Intent(long last, long passed, Recipe recipe) implements Metadata {

        @Override
        public String text() {
            return VERSION_2 + ' ' + last + ' ' + passed + ' ' + recipe.text();
        }
    }

    /** Everything before the committed offset is archived. */
    record Settled(long passed) implements Metadata {

        @Override
        public String text() {
            return passed == NOTHING ? "" : VERSION_2 + " settled " + passed;
        }
    }

    /**
     * Reads the metadata of a committed offset; blank text says that no range is declared.
     *
     * @throws IllegalArgumentException where the text is of another version or of somebody else: then nobody who can't
     *     read it may choose ranges behind that offset
     */
    static Metadata parse(String text) {
        if (text == null || text.isBlank()) {
            return new Settled(NOTHING);
        }
        return intent(text)
                .or(() -> settled(text))
                .or(() -> intentOfVersion1(text))
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no metadata that this version can read"));
    }

    private static Optional<Metadata> intent(String text) {
        var match = INTENT.matcher(text);
        return match.matches()
                ? Optional.of(new Intent(
                        Long.parseLong(match.group(1)),
                        Long.parseLong(match.group(2)),
                        Recipe.parse(match.group(3), match.group(4), match.group(5))))
                : Optional.empty();
    }

    private static Optional<Metadata> settled(String text) {
        var match = SETTLED.matcher(text);
        return match.matches() ? Optional.of(new Settled(Long.parseLong(match.group(1)))) : Optional.empty();
    }

    /** Version 1 knew one format and one layout. */
    private static Optional<Metadata> intentOfVersion1(String text) {
        var match = INTENT_1.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var recipe = new Recipe(match.group(2), ArchiveLayout.DEFAULT, Encoding.of(ArchiveFormat.JSON_GZIP));
        return Optional.of(new Intent(Long.parseLong(match.group(1)), NOTHING, recipe));
    }

    String VERSION_2 = "logmesh-archive/2";
    Pattern INTENT = Pattern.compile(VERSION_2 + " (\\d{1,18}) (-1|\\d{1,18}) (\\S+) (\\S+) (\\S+)");
    Pattern SETTLED = Pattern.compile(VERSION_2 + " settled (\\d{1,18})");
    Pattern INTENT_1 = Pattern.compile("logmesh-archive/1 (\\d{1,18}) json\\.gz (\\S*)");
}
