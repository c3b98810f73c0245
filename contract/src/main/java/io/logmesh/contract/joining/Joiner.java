package io.logmesh.contract.joining;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.Topics;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.enrichment.RoutedLine;
import io.logmesh.contract.joining.JoinedEvent.Reason;
import io.logmesh.contract.sources.Multiline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Joins the lines of one partition of the input. Events come out in the order in which they began, stream by stream, and
 * before the line that ended them. Not thread-safe.
 */
public final class Joiner {

    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = Patience.TICK;

    /**
     * What an event may take in the store. Its changelog takes no larger messages, and a message that the broker refuses
     * would stop the partition for good; the rest is for the framing and the id of one more line.
     */
    static final int MAX_STORED_BYTES = Topics.MAX_MESSAGE_BYTES - 16 * 1024;

    private final PendingStore store;
    private final JoinBudget budget;
    private final Function<String, Multiline> rules;
    private final Consumer<JoinedEvent> events;
    private final Patience patience = new Patience();

    /** What the store holds, those that began first before the others. */
    private final Map<ContainerStream, PendingEvent> pending = new LinkedHashMap<>();

    /**
     * Goes on with what the store holds.
     *
     * @param rules by the name of a source
     * @param events takes every event that is done
     */
    public Joiner(
            PendingStore store, JoinBudget budget, Function<String, Multiline> rules, Consumer<JoinedEvent> events) {
        this.store = store;
        this.budget = budget;
        this.rules = rules;
        this.events = events;
        store.forEach((stream, event) -> put(ContainerStream.named(stream), PendingEventFormat.read(event)));
    }

    /** A record came, whether or not it will be offered; times in milliseconds since the epoch. */
    public void heard(long timestamp, long now) {
        patience.heard(timestamp, now);
    }

    /**
     * Takes the line, or leaves it to the caller to pass it on; before that, what it ends has been handed out.
     *
     * @param id the record's, from its headers
     * @param marks the record's, too; lines of other marks are never one event, since some are indexed and some are not
     * @param record makes the record to be kept, if it is to be kept
     */
    public boolean takes(ContainerStream stream, RoutedLine line, String id, Marks marks, Supplier<HeldRecord> record) {
        var itsRules = rules.apply(stream.source());
        boolean joinable = line.hasText() && (stream.isOneWriters() || !itsRules.automatic());
        var event = pending.get(stream);
        if (event != null) {
            var next = joinable ? next(event, line, itsRules) : null;
            boolean continues = next != null && CoveredIds.isValid(id);
            boolean sameMarks = event.marks.equals(marks);
            if (continues && sameMarks && hasRoom(stream, event, line, itsRules)) {
                append(stream, event, line, id, next);
                return true;
            }
            event.truncated = continues;
            var limit = sameMarks ? Reason.LIMIT : Reason.QUOTA;
            release(stream, event, continues ? limit : Reason.LINE);
        }
        return joinable && begins(stream, line, id, record, itsRules);
    }

    /** Hands out what is pending in the stream: what comes next must not be joined to it. */
    public void end(ContainerStream stream) {
        var event = pending.get(stream);
        if (event != null) {
            release(stream, event, Reason.LINE);
        }
    }

    /** Time has passed: hands out the events that have waited long enough. */
    public void tick() {
        patience.tick();
        var over = new ArrayList<ContainerStream>();
        pending.forEach((stream, event) -> {
            if (patience.isOver(event.lastHeard, rules.apply(stream.source()).timeout())) {
                over.add(stream);
            }
        });
        over.forEach(stream -> release(stream, pending.get(stream), Reason.TIMEOUT));
    }

    /** How many records wait. */
    public int heldRecords() {
        return pending.values().stream().mapToInt(event -> event.lines).sum();
    }

    /** Gives back its share of the budget. The store keeps what is pending. */
    public void close() {
        budget.changeRecords(-heldRecords());
        pending.values().forEach(event -> budget.change(-event.bytes()));
        pending.clear();
    }

    private static LineState next(PendingEvent event, RoutedLine line, Multiline rules) {
        return event.open ? event.state : EventGrammar.next(event.state, line.text(), rules);
    }

    private static boolean hasRoom(ContainerStream stream, PendingEvent event, RoutedLine line, Multiline rules) {
        return event.lines < rules.maxLines()
                && isStorable(stream, event, line.written().length())
                && event.textBytes() + line.written().length() <= rules.maxBytes();
    }

    private static boolean isStorable(ContainerStream stream, PendingEvent event, int more) {
        return (long) stream.name().length + event.storedBytes() + more <= MAX_STORED_BYTES;
    }

    private void append(ContainerStream stream, PendingEvent event, RoutedLine line, String id, LineState next) {
        budget.change(-event.bytes());
        event.append(line, id);
        budget.changeRecords(1);
        event.state = next;
        budget.change(event.bytes());
        if (event.isComplete()) {
            release(stream, event, Reason.LINE);
        } else {
            hold(stream, event);
        }
    }

    private boolean begins(
            ContainerStream stream, RoutedLine line, String id, Supplier<HeldRecord> record, Multiline itsRules) {
        var state = EventGrammar.first(line.text(), itsRules);
        boolean mayGoOn = state != LineState.COMPLETE || line.isPartial();
        if (!mayGoOn || line.written().length() > itsRules.maxBytes() || !CoveredIds.isValid(id)) {
            return false;
        }
        var event = PendingEvent.begin(record.get(), line, state);
        if (!isStorable(stream, event, 0)) {
            return false;
        }
        put(stream, event);
        hold(stream, event);
        return true;
    }

    private void put(ContainerStream stream, PendingEvent event) {
        pending.put(stream, event);
        budget.change(event.bytes());
        budget.changeRecords(event.lines);
    }

    private void hold(ContainerStream stream, PendingEvent event) {
        event.lastHeard = patience.now();
        store.put(stream.name(), PendingEventFormat.write(event));
        while (budget.isExceeded() && !pending.isEmpty()) {
            var oldest = pending.entrySet().iterator().next();
            release(oldest.getKey(), oldest.getValue(), Reason.BUDGET);
        }
    }

    private void release(ContainerStream stream, PendingEvent event, Reason reason) {
        pending.remove(stream);
        budget.change(-event.bytes());
        budget.changeRecords(-event.lines);
        store.remove(stream.name());
        events.accept(new JoinedEvent(
                stream.key(), event.first, event.value(), event.covers.toString(), event.lines, reason));
    }
}
