package io.logmesh.cli.dead;

/** What a replay does with a dead letter. */
enum Verdict {
    SEND,
    /** It was sent before, by this call or another. */
    ALREADY_REPLAYED,
    /** It was refused as often as is allowed. */
    PARK,
    /** It names no topic that its service reads, or one that is not there. */
    NO_PLACE,
    /** It is not whole: its value was cut to fit the topic of the dead letters. */
    CUT,
    /** With the headers of its errors, no topic of the mesh takes it. */
    TOO_LARGE
}
