package io.logmesh.cli.rules;

import io.logmesh.contract.sources.Explainer;
import io.logmesh.contract.sources.RecordVariables;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Term;
import io.logmesh.contract.sources.Term.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One source, as a record comes by it.
 *
 * @param match why it matches or not; absent where it was not asked, or has no {@code match}
 * @param drop why it drops the record or not; absent where it did not get it, or has no {@code drop}
 */
record Step(Source source, Answer answer, Optional<Term> match, Optional<Term> drop) {

    /** What the source says to the record. */
    enum Answer {
        MATCHES,
        DOES_NOT_MATCH,
        /** It has no match, and nothing before it took the record. */
        TAKES_THE_REST,
        /** A source before it took the record. */
        NOT_ASKED
    }

    boolean drops() {
        return drop.isPresent() && drop.get().verdict() == Verdict.TRUE;
    }

    boolean matches() {
        return answer == Answer.MATCHES || answer == Answer.TAKES_THE_REST;
    }

    /** All sources in the order in which the record meets them: that of the file, and at last the default one. */
    static List<Step> of(Sources sources, RecordVariables record, Explainer explainer) {
        var steps = new ArrayList<Step>();
        boolean taken = false;
        for (var source : sources.all()) {
            if (source.match().isPresent()) {
                var step = taken ? notAsked(source) : ask(source, record, explainer);
                steps.add(step);
                taken |= step.matches() && !source.copy();
            }
        }
        var rest = sources.defaultSource();
        if (!taken) {
            steps.add(new Step(rest, Answer.TAKES_THE_REST, Optional.empty(), drop(rest, record, explainer)));
        } else if (rest.match().isEmpty()) {
            steps.add(notAsked(rest));
        }
        return steps;
    }

    private static Step ask(Source source, RecordVariables record, Explainer explainer) {
        var match = explainer.explain(source.match().orElseThrow(), record);
        return match.verdict() == Verdict.TRUE
                ? new Step(source, Answer.MATCHES, Optional.of(match), drop(source, record, explainer))
                : new Step(source, Answer.DOES_NOT_MATCH, Optional.of(match), Optional.empty());
    }

    private static Optional<Term> drop(Source source, RecordVariables record, Explainer explainer) {
        return source.drop().map(drop -> explainer.explain(drop, record));
    }

    private static Step notAsked(Source source) {
        return new Step(source, Answer.NOT_ASKED, Optional.empty(), Optional.empty());
    }
}
