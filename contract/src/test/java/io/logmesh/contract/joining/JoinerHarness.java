package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.sources.Multiline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A joiner, the lines that are offered to it, and what comes out: its events, and the lines that it does not take. */
final class JoinerHarness {

    private static final long T = 1_763_000_000_000L;

    final Map<String, byte[]> stored = new HashMap<>();

    /** The text of everything that came out, as it stands in JSON; of what has no text, the record. */
    final List<String> passed = new ArrayList<>();

    /** The keys of the same. */
    final List<String> keys = new ArrayList<>();

    final List<JoinedEvent> events = new ArrayList<>();
    JoinBudget budget = new JoinBudget(1 << 20);
    Multiline rules = Multiline.AUTO;

    /** What the next records are marked with. */
    Marks marks = Marks.NONE;

    /** What the next records have from their collector. */
    HeldHeader foreign = new HeldHeader("empty", null);

    private final Enrichment enrichment = new Enrichment();
    private final Map<String, Marks> marksById = new HashMap<>();
    private Joiner joiner = joiner();
    private long offset;

    void lines(String key, String... texts) {
        for (var text : texts) {
            line(key, text);
        }
    }

    void line(String key, String text) {
        line(key, text, "F");
    }

    void line(String key, String text, String tag) {
        take(key, record(text, tag), id(offset));
    }

    /** The next record, whatever it is. */
    void take(String key, byte[] value) {
        take(key, value, id(offset));
    }

    void take(String key, byte[] value, String id) {
        long at = offset++;
        joiner.heard(T, T);
        var line = enrichment.read(value);
        var stream = ContainerStream.of("shop", bytes(key));
        marksById.put(id, marks);
        var headers = List.of(
                new HeldHeader("logmesh-id", bytes(id)),
                foreign,
                new HeldHeader("logmesh-quota", marks.overQuota() ? bytes("over") : null),
                new HeldHeader("logmesh-index", marks.archivedOnly() ? bytes("no") : null));
        if (!joiner.takes(stream, line, id, marks, () -> new HeldRecord(id, value, headers, T, at))) {
            pass(bytes(key), value);
        }
    }

    /** Lets as many ticks pass. */
    void pass(int ticks) {
        for (int i = 0; i < ticks; i++) {
            joiner.tick();
        }
    }

    /** Another joiner goes on with what the store holds. */
    void restart() {
        joiner.close();
        joiner = joiner();
    }

    void close() {
        joiner.close();
    }

    void limit(long bytes) {
        budget = new JoinBudget(bytes);
        restart();
    }

    private void take(JoinedEvent event) {
        events.add(event);
        var first = event.first();
        assertThat(first.headers())
                .extracting(HeldHeader::name)
                .contains("logmesh-id", "logmesh-quota", "logmesh-index")
                .hasSize(4);
        assertThat(CoveredIds.read(first.id(), event.covers()).orElse(List.of()))
                .allSatisfy(id -> assertThat(marksById.get(id)).isEqualTo(first.marks()));
        pass(event.key(), event.value());
    }

    private void pass(byte[] key, byte[] value) {
        var line = new Enrichment().read(value);
        keys.add(new String(key, StandardCharsets.UTF_8));
        passed.add(
                line.hasText()
                        ? new String(
                                line.written().bytes(),
                                line.written().from(),
                                line.written().length(),
                                StandardCharsets.UTF_8)
                        : new String(value, StandardCharsets.UTF_8));
    }

    private Joiner joiner() {
        return new Joiner(store(), budget, _ -> rules, this::take);
    }

    private PendingStore store() {
        return new PendingStore() {
            @Override
            public void put(byte[] stream, byte[] event) {
                stored.put(new String(stream, StandardCharsets.UTF_8), event);
            }

            @Override
            public void remove(byte[] stream) {
                stored.remove(new String(stream, StandardCharsets.UTF_8));
            }

            @Override
            public void forEach(Entries entries) {
                stored.forEach((stream, event) -> entries.accept(bytes(stream), event));
            }
        };
    }

    /** Every trace is known, but not by itself. */
    static Multiline rules(int lines, int bytes) {
        return rules(Multiline.AUTO.traces(), lines, bytes);
    }

    static Multiline rules(Set<Multiline.Trace> traces, int lines, int bytes) {
        return new Multiline(false, traces, Optional.empty(), Multiline.AUTO.timeout(), lines, bytes);
    }

    static byte[] record(String text, String tag) {
        return new JsonBuffer(64)
                .append("{\"log\":")
                .appendString(text)
                .append(",\"stream\":\"stdout\",\"logtag\":\"" + tag + "\"}")
                .toByteArray();
    }

    static String id(long offset) {
        return RecordId.of(T, "logs.raw", 0, offset);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
