package io.logmesh.cli.dead;

import io.logmesh.cli.console.Units;
import java.util.EnumMap;
import java.util.Map;

/** How many dead letters there are of each {@link Verdict}. */
final class Summary {

    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    void add(Verdict verdict) {
        counts.merge(verdict, 1L, Long::sum);
    }

    /** What should be sent, and can't be. */
    long unsendable() {
        return count(Verdict.NO_PLACE) + count(Verdict.CUT) + count(Verdict.TOO_LARGE);
    }

    String text(boolean dryRun) {
        var text = new StringBuilder(shown(Verdict.SEND)).append(dryRun ? " would be replayed" : " replayed");
        text.append(", ").append(shown(Verdict.PARK)).append(dryRun ? " would be parked" : " parked");
        text.append(", ").append(shown(Verdict.ALREADY_REPLAYED)).append(" replayed before");
        add(text, Verdict.NO_PLACE, " whose topic is unknown or gone");
        add(text, Verdict.CUT, " cut, so that the original is not there");
        add(text, Verdict.TOO_LARGE, " too large to be sent with their errors");
        return text.toString();
    }

    String json(boolean dryRun) {
        return "{\"dry_run\":" + dryRun + ",\"replayed\":" + count(Verdict.SEND) + ",\"parked\":" + count(Verdict.PARK)
                + ",\"replayed_before\":" + count(Verdict.ALREADY_REPLAYED) + ",\"no_place\":"
                + count(Verdict.NO_PLACE) + ",\"cut\":" + count(Verdict.CUT) + ",\"too_large\":"
                + count(Verdict.TOO_LARGE) + '}';
    }

    private void add(StringBuilder text, Verdict verdict, String words) {
        if (count(verdict) > 0) {
            text.append(", ").append(shown(verdict)).append(words);
        }
    }

    private String shown(Verdict verdict) {
        return Units.count(count(verdict));
    }

    private long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }
}
