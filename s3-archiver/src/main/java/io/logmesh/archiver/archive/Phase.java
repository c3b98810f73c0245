package io.logmesh.archiver.archive;

/**
 * Where a partition stands in the delivery protocol. Each transition is a method of the state that allows it, so none
 * can be taken out of turn.
 *
 * <pre>{@code
 *   assigned, no intent                     assigned, an intent           assigned, metadata of another version
 *          |                                       |                                     |
 *          v        the range is gone              v                                     v
 *   +-> Filling <-------------------------- Redoing                                   Barred
 *   |    |    |                                |
 *   |    |    | rotate: choose the end         | the range is read again
 *   |    |    v                                |
 *   |    |  Declaring   commit first offset    |
 *   |    |    |         with the intent        |
 *   |    |    v                                |
 *   |    |  Storing <--------------------------+
 *   |    |    |         write objects and dead letters
 *   |    |    v
 *   |    +-> Settling   commit the next offset without intent
 *   |  drained   |
 *   +------------+
 * }</pre>
 *
 * <p>Records of the next range are received in every state but {@link Barred}. A revoked partition leaves from any state
 * and takes nothing along.
 */
sealed interface Phase {

    /** Nothing is declared: the group holds an offset without an intent. */
    record Filling() implements Phase {

        Declaring rotate(ClosedRange closed) {
            return new Declaring(closed);
        }

        /** All there is has been archived, and the consumer stands at {@code position}, perhaps behind a marker. */
        Settling drained(long position, Metadata.Settled metadata) {
            return new Settling(position, metadata);
        }
    }

    /** An earlier owner declared this range; what is received first is that range, and must end where it ends. */
    record Redoing(Range range, Metadata.Intent intent) implements Phase {

        Storing readAgain(ClosedRange closed) {
            return new Storing(closed);
        }

        /** Retention has deleted all of the range. */
        Filling gone() {
            return new Filling();
        }
    }

    /** The end of the range is chosen; until the group is known to hold the intent, nothing of it may be stored. */
    record Declaring(ClosedRange closed) implements Phase {

        Storing declared() {
            return new Storing(closed);
        }
    }

    /** The group holds the intent. Whatever happens from here on, the range ends there, and its objects are these. */
    record Storing(ClosedRange closed) implements Phase {

        /** {@code now} is the wall clock, in milliseconds since the epoch. */
        Settling stored(long now) {
            return new Settling(closed.range().last() + 1, new Metadata.Settled(closed.passed(now)));
        }
    }

    /** Everything before {@code next} is archived. */
    record Settling(long next, Metadata.Settled metadata) implements Phase {

        Filling settled() {
            return new Filling();
        }
    }

    /** The group holds metadata that this version can't read, so it must not choose ranges here. */
    record Barred(String metadata) implements Phase {}
}
