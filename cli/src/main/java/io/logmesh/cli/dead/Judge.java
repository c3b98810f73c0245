package io.logmesh.cli.dead;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Decides what a replay does with each dead letter. */
final class Judge {

    /** What a message takes besides key, value and headers, and the one header that is added. */
    private static final int ENVELOPE_BYTES = 1024;

    private final Map<String, Mark> marks;
    private final Predicate<String> isThere;
    private final int maxAttempts;
    private final Map<String, Boolean> topics = new HashMap<>();

    /**
     * @param marks by the letters' ids
     * @param isThere whether there is a topic of that name; asked once for each
     * @param maxAttempts how often a record may have been tried when it is parked
     */
    Judge(Map<String, Mark> marks, Predicate<String> isThere, int maxAttempts) {
        this.marks = new HashMap<>(marks);
        this.isThere = isThere;
        this.maxAttempts = maxAttempts;
    }

    /** A letter that is to be sent counts as sent from then on: the same refusal may be written twice. */
    Verdict judge(Letter letter) {
        var verdict = verdict(letter);
        if (verdict == Verdict.SEND) {
            marks.put(letter.id(), Mark.REPLAYED);
        }
        return verdict;
    }

    private Verdict verdict(Letter letter) {
        if (marks.get(letter.id()) == Mark.REPLAYED) {
            return Verdict.ALREADY_REPLAYED;
        }
        if (!letter.hasPlace() || !topics.computeIfAbsent(letter.topic(), isThere::test)) {
            return Verdict.NO_PLACE;
        }
        if (letter.message().contains(DeadLetter.CUT)) {
            return Verdict.CUT;
        }
        if (size(letter) > Topics.MAX_MESSAGE_BYTES) {
            return Verdict.TOO_LARGE;
        }
        return letter.attempts() >= maxAttempts ? Verdict.PARK : Verdict.SEND;
    }

    private static long size(Letter letter) {
        var record = letter.record();
        long bytes = (long) ENVELOPE_BYTES + Math.max(0, record.serializedKeySize());
        bytes += Math.max(0, record.serializedValueSize());
        for (var header : record.headers()) {
            bytes += RecordHeaders.size(header);
        }
        return bytes;
    }
}
