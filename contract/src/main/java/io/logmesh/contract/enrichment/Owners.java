package io.logmesh.contract.enrichment;

/** Who owns what, asked for every record: so an answer must be at hand, and nobody is waited for. Thread-safe. */
public interface Owners {

    /** Where there is no catalog. */
    Owners NONE = new Owners() {
        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public Owner of(String namespace, String podUid) {
            return Owner.NOT_ASKED;
        }
    };

    /**
     * Returns once what was known at the start can be asked for, or the time for that is over; where there is nothing to
     * wait for, at once. Called before the first record.
     */
    default void await() {}

    /** Whether nothing is known of anybody; then a record is not even asked where it comes from. */
    boolean isEmpty();

    /** The owner of what that pod of that namespace writes; each may be null, where the record does not say it. */
    Owner of(String namespace, String podUid);
}
