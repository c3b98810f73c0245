package io.logmesh.indexer.bulk;

import io.logmesh.indexer.bulk.Attempt.Load;
import io.logmesh.indexer.bulk.DeadLetters.Letter;
import io.logmesh.indexer.bulk.DeliveryListener.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends bulks, and settles each document of the answer by itself: created, found to be there, sent once more with its
 * misfit moved aside, put off, or stored as a dead letter. Several threads may use it at once.
 */
public final class Delivery<D extends Document> {

    private final BulkEndpoint endpoint;
    private final Repairs<D> repairs;
    private final DeadLetters<D> deadLetters;
    private final DeliveryListener<? super D> listener;
    private final Suspects<D> suspects = new Suspects<>();

    public Delivery(
            BulkEndpoint endpoint,
            Repairs<D> repairs,
            DeadLetters<D> deadLetters,
            DeliveryListener<? super D> listener) {
        this.endpoint = endpoint;
        this.repairs = repairs;
        this.deadLetters = deadLetters;
        this.listener = listener;
    }

    /**
     * Sends the bulk once, and once more what could be repaired; halves of it, where it is too large.
     *
     * @throws InterruptedException where the service stops first; then all of it must be delivered again
     */
    public Attempt<D> attempt(List<D> bulk) throws InterruptedException {
        long begin = System.nanoTime();
        var answer = endpoint.create(bulk);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        listener.answered(bulk, took);
        return switch (answer) {
            case Answer.Items(var outcomes) -> settle(bulk, outcomes, took);
            case Answer.TooLarge _ -> divide(bulk, took);
            case Answer.Unavailable(var problem, var overload) -> {
                if (overload) {
                    listener.pushedBack();
                }
                listener.unavailable(bulk.size(), problem);
                yield new Attempt<>(List.of(), bulk, Load.UNAVAILABLE, took);
            }
        };
    }

    private Attempt<D> settle(List<D> bulk, List<Outcome> outcomes, Duration took) throws InterruptedException {
        long now = System.nanoTime();
        noteTaken(bulk, outcomes);
        var sorting = new Sorting(now);
        for (int i = 0; i < bulk.size(); i++) {
            sorting.add(bulk.get(i), outcomes.get(i));
        }
        report(bulk, sorting);
        bury(sorting.letters);
        sorting.letters.forEach(letter -> sorting.settled(letter.document(), letter.refused()));
        var attempt = new Attempt<>(sorting.settled, sorting.open, sorting.load, took);
        var whole = sorting.repaired.isEmpty() ? attempt : attempt.and(attempt(sorting.repaired));
        sorting.tell();
        return whole;
    }

    /** Before what failed is judged: it may be that it failed beside others. */
    private void noteTaken(List<D> bulk, List<Outcome> outcomes) {
        if (!suspects.isEmpty()) {
            for (int i = 0; i < bulk.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Created || outcomes.get(i) instanceof Outcome.Existed) {
                    suspects.taken(bulk.get(i).index());
                }
            }
        }
    }

    /** The documents of one answer, by what becomes of them. */
    private final class Sorting {
        private final long now;
        private final List<D> settled = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<D> repaired = new ArrayList<>();
        private final List<D> open = new ArrayList<>();
        private final Map<Reason, Integer> reasons = new LinkedHashMap<>();
        private final List<Letter<D>> letters = new ArrayList<>();
        private Load load = Load.TAKEN;

        Sorting(long now) {
            this.now = now;
        }

        void add(D document, Outcome outcome) {
            switch (outcome) {
                case Outcome.PutOff(var why, var overload) -> {
                    putOff(document, why);
                    load = overload ? Load.PUSHED_BACK : load;
                }
                case Outcome.Failed(var refusal) -> suspect(document, refusal);
                case Outcome.Misfit misfit -> {
                    suspects.forget(document); // the repaired one is another document
                    repairs.repaired(document, misfit)
                            .ifPresentOrElse(
                                    repaired::add, () -> letters.add(new Letter<>(document, misfit.asRefusal())));
                }
                case Outcome.Refused refused -> letters.add(new Letter<>(document, refused));
                case Outcome.Created _, Outcome.Existed _ -> {
                    settled(document, outcome);
                    suspects.forget(document);
                }
            }
        }

        private void settled(D document, Outcome outcome) {
            settled.add(document);
            outcomes.add(outcome);
        }

        /** To be called last: a dead letter or a repair may take long, and what is counted as done is still held meanwhile. */
        private void tell() {
            listener.settled(settled, outcomes);
        }

        private void suspect(D document, Outcome.Refused refusal) {
            if (suspects.isGivenUp(document, now)) {
                letters.add(new Letter<>(document, refusal));
            } else {
                putOff(document, refusal.error());
            }
        }

        private void putOff(D document, String error) {
            open.add(document);
            reasons.merge(new Reason(document.index(), error), 1, Integer::sum);
        }

        /** An index at which nothing can be written does not make the cluster unavailable, as long as it is one alone. */
        private boolean isOfOneIndexAlone() {
            return load == Load.TAKEN
                    && reasons.keySet().stream().map(Reason::index).distinct().count() == 1;
        }
    }

    private void report(List<D> sent, Sorting sorting) {
        sorting.reasons.forEach(listener::putOff);
        if (sorting.load == Load.PUSHED_BACK) {
            listener.pushedBack();
        }
        if (sorting.open.size() < sent.size() || sorting.isOfOneIndexAlone()) {
            listener.available();
        } else {
            var errors = sorting.reasons.keySet().stream().map(Reason::error).distinct();
            listener.unavailable(
                    0, "Elasticsearch puts off all documents: " + errors.collect(Collectors.joining(", ")));
        }
    }

    private Attempt<D> divide(List<D> bulk, Duration took) throws InterruptedException {
        if (bulk.size() == 1) {
            var tooLarge =
                    new Outcome.Refused("request_too_large", "the document alone is more than a request may hold");
            bury(List.of(new Letter<>(bulk.getFirst(), tooLarge)));
            listener.settled(bulk, List.of(tooLarge));
            return new Attempt<>(bulk, List.of(), Load.TAKEN, took);
        }
        int half = bulk.size() / 2;
        return attempt(bulk.subList(0, half)).and(attempt(bulk.subList(half, bulk.size())));
    }

    private void bury(List<Letter<D>> letters) throws InterruptedException {
        if (!letters.isEmpty()) {
            deadLetters.store(letters);
            letters.forEach(letter -> suspects.forget(letter.document()));
        }
    }
}
