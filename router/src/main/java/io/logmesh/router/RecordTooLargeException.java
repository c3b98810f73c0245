package io.logmesh.router;

/** A record is longer than what the topic takes that it must go to, because somebody made that topic too small. */
final class RecordTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordTooLargeException(long bytes, String topic, int limit) {
        super("a record of " + bytes + " bytes, where topic " + topic + " takes " + limit);
    }
}
