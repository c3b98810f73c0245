package io.logmesh.contract.enrichment;

import io.logmesh.contract.formats.TextFormat;
import io.logmesh.contract.sources.TimeWindow;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known of the event so far. Those who look at the record offer what they find, the more trustworthy before the
 * less; what is known already is not replaced.
 */
final class Event {

    private long ingestTs;
    private long earliest;
    private long latest;
    private Level level;
    private long time;
    private long absurdTime;
    private Slice traceId;
    private Slice spanId;
    private FoundIn levelFrom;
    private FoundIn timeFrom;
    private FoundIn traceFrom;

    /** Where those who look at the record are looking. */
    FoundIn place = FoundIn.COLLECTOR;

    /** The text without its prefix; null where the record has no text. */
    Slice message;

    /** What the catalog says of who wrote it. */
    Owner owner = Owner.NOT_ASKED;

    /** What was odd about it. */
    final EnumSet<Oddity> oddities = EnumSet.noneOf(Oddity.class);

    TextFormat format = TextFormat.TEXT;
    boolean truncated;

    /** Whether the text is in none of the formats that were asked for. */
    boolean unparsed;

    /** {@code window} tells which times are believed. */
    void reset(long itsIngestTs, TimeWindow window) {
        ingestTs = itsIngestTs;
        earliest = itsIngestTs - window.past().toMillis();
        latest = itsIngestTs + window.future().toMillis();
        level = null;
        time = absurdTime = TimeReader.NONE;
        traceId = spanId = message = null;
        owner = Owner.NOT_ASKED;
        oddities.clear();
        levelFrom = timeFrom = traceFrom = FoundIn.NOTHING;
        place = FoundIn.COLLECTOR;
        format = TextFormat.TEXT;
        truncated = false;
        unparsed = false;
    }

    /** Whether this level, which may be null, becomes the event's. */
    boolean offerLevel(Level offered) {
        boolean used = level == null && offered != null;
        level = used ? offered : level;
        levelFrom = used ? place : levelFrom;
        return used;
    }

    /** Whether this time, which may be NONE, becomes the event's. One that can't be true is remembered as absurd. */
    boolean offerTime(long offered) {
        if (offered == TimeReader.NONE || time != TimeReader.NONE) {
            return false;
        }
        if (!isCredible(offered)) {
            absurdTime = offered;
            return false;
        }
        time = offered;
        timeFrom = place;
        return true;
    }

    /** Whether an event that was collected when this one was can have happened at {@code when}. */
    boolean isCredible(long when) {
        return when >= earliest && when <= latest;
    }

    boolean offerTraceId(Slice offered) {
        boolean used = traceId == null && offered != null;
        traceId = used ? offered : traceId;
        traceFrom = used ? place : traceFrom;
        return used;
    }

    boolean offerSpanId(Slice offered) {
        boolean used = spanId == null && offered != null;
        spanId = used ? offered : spanId;
        traceFrom = used && traceId == null ? place : traceFrom;
        return used;
    }

    Level level() {
        return level;
    }

    /** All that was odd, once the record is written. */
    Set<Oddity> oddities() {
        if (truncated) {
            oddities.add(Oddity.TRUNCATED);
        }
        return oddities.isEmpty() ? Set.of() : Set.copyOf(oddities);
    }

    FoundIn levelFrom() {
        return levelFrom;
    }

    /** Nothing where it is the time at which the event was collected. */
    FoundIn timeFrom() {
        return timeFrom;
    }

    FoundIn traceFrom() {
        return traceFrom;
    }

    long ingestTs() {
        return ingestTs;
    }

    /** When it happened: its own time or the collector's, else when it was collected. */
    long time() {
        return time == TimeReader.NONE ? ingestTs : time;
    }

    /** A time that the event gave and that can't be true, where it gave no better one; else NONE. */
    long absurdTime() {
        return time == TimeReader.NONE ? absurdTime : TimeReader.NONE;
    }

    Slice traceId() {
        return traceId;
    }

    Slice spanId() {
        return spanId;
    }
}
