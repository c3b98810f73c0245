package io.logmesh.indexer.bulk;

import io.logmesh.indexer.bulk.DeadLetters.Letter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings a bulk to its end: every document of it is created, found to be there, or stored as a dead letter. It tries for
 * as long as that takes, and sends again only what was put off. Several threads may deliver at once; it has no state.
 */
public final class Delivery<D extends Document> {

    private final BulkEndpoint endpoint;
    private final DeadLetters<D> deadLetters;
    private final DeliveryListener<? super D> listener;
    private final Backoff backoff;
    private final Pause pause;

    public Delivery(
            BulkEndpoint endpoint,
            DeadLetters<D> deadLetters,
            DeliveryListener<? super D> listener,
            Backoff backoff,
            Pause pause) {
        this.endpoint = endpoint;
        this.deadLetters = deadLetters;
        this.listener = listener;
        this.backoff = backoff;
        this.pause = pause;
    }

    /**
     * Returns when every document is settled.
     *
     * @throws InterruptedException where the service stops first; then those not settled yet must be delivered again
     */
    public void deliver(List<D> bulk) throws InterruptedException {
        var open = attempt(bulk);
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            pause.last(backoff.after(attempt, ThreadLocalRandom.current()));
            open = attempt(open);
        }
    }

    /** Sends the bulk once, and returns what has to be sent again. */
    private List<D> attempt(List<D> bulk) throws InterruptedException {
        long begin = System.nanoTime();
        var answer = endpoint.create(bulk);
        listener.answered(Duration.ofNanos(System.nanoTime() - begin));
        return switch (answer) {
            case Answer.Items(var outcomes) -> settle(bulk, outcomes);
            case Answer.TooLarge _ -> divide(bulk);
            case Answer.Unavailable(var problem) -> {
                listener.unavailable(problem);
                yield bulk;
            }
        };
    }

    private List<D> settle(List<D> bulk, List<Outcome> outcomes) throws InterruptedException {
        var open = new ArrayList<D>();
        var letters = new ArrayList<Letter<D>>();
        var reason = "";
        for (int i = 0; i < bulk.size(); i++) {
            var document = bulk.get(i);
            switch (outcomes.get(i)) {
                case Outcome.PutOff(var why) -> {
                    open.add(document);
                    reason = why;
                }
                case Outcome.Refused refused -> letters.add(new Letter<>(document, refused));
                case Outcome done -> listener.settled(document, done);
            }
        }
        report(bulk.size(), open.size(), reason);
        bury(letters);
        return open;
    }

    private void report(int sent, int putOff, String reason) {
        if (putOff > 0) {
            listener.putOff(putOff, reason);
        }
        if (putOff == sent) {
            listener.unavailable("Elasticsearch puts off all documents: " + reason);
        } else {
            listener.available();
        }
    }

    private List<D> divide(List<D> bulk) throws InterruptedException {
        if (bulk.size() == 1) {
            var tooLarge =
                    new Outcome.Refused("request_too_large", "the document alone is more than a request may hold");
            bury(List.of(new Letter<>(bulk.getFirst(), tooLarge)));
            return List.of();
        }
        int half = bulk.size() / 2;
        deliver(bulk.subList(0, half));
        deliver(bulk.subList(half, bulk.size()));
        return List.of();
    }

    private void bury(List<Letter<D>> letters) throws InterruptedException {
        if (!letters.isEmpty()) {
            deadLetters.store(letters);
            letters.forEach(letter -> listener.settled(letter.document(), letter.refused()));
        }
    }
}
