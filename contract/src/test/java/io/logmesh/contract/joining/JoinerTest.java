package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import io.logmesh.contract.joining.JoinedEvent.Reason;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.sources.Multiline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JoinerTest {

    private static final long T = 1_763_000_000_000L;
    private static final String OUT = "shop/web-1/app/stdout";
    private static final String ERR = "shop/web-1/app/stderr";

    private final Map<String, byte[]> stored = new HashMap<>();
    private final List<String> passed = new ArrayList<>();
    private final List<JoinedEvent> events = new ArrayList<>();
    private final Enrichment enrichment = new Enrichment();
    private JoinBudget budget = new JoinBudget(1 << 20);
    private Multiline rules = Multiline.AUTO;
    private Joiner joiner = joiner();
    private long offset;

    /** What the next records are marked with. */
    private Marks marks = Marks.NONE;

    private final Map<String, Marks> marksById = new HashMap<>();

    /** Then each text that was passed has its stream before it. */
    private boolean inProperty;

    @Test
    void joinsATraceUnderTheIdOfItsFirstLine() {
        lines(OUT, "ERROR failed\n", "java.io.IOException: gone\n", "\tat a.B.c(B.java:1)\n", "INFO next\n");

        var event = events.getFirst();
        assertThat(passed).containsExactly("ERROR failed\\njava.io.IOException: gone\\n\\tat a.B.c(B.java:1)\\n");
        assertThat(event.first().id()).isEqualTo(id(0));
        assertThat(event.lines()).isEqualTo(3);
        assertThat(CoveredIds.read(id(0), event.covers())).contains(List.of(id(1), id(2)));
        assertThat(event.key()).isEqualTo(bytes(OUT));
        assertThat(event.reason()).isEqualTo(Reason.LINE);
        assertThat(stored).hasSize(1);
    }

    @Test
    void leavesALineThatStaysAloneAsItWas() {
        lines(OUT, "INFO one\n", "INFO two\n");

        assertThat(events.getFirst().value()).isEqualTo(record("INFO one\n", "F"));
        assertThat(events.getFirst().covers()).isEmpty();
        assertThat(events.getFirst().lines()).isEqualTo(1);
    }

    @Test
    void doesNotHoldWhatIsCompleteAndKeepsTheOrder() {
        lines(OUT, "{\"a\":1}");
        assertThat(stored).isEmpty();
        assertThat(events).isEmpty();

        lines(OUT, "INFO one", "a=1 b=2");

        assertThat(passed).containsExactly("{\\\"a\\\":1}", "INFO one", "a=1 b=2");
        assertThat(stored).isEmpty();
        assertThat(budget.held()).isZero();
    }

    @Test
    void neverMixesStreams() {
        line(OUT, "ERROR out", "F");
        line(ERR, "ERROR err", "F");
        line(OUT, "\tat out", "F");
        line(ERR, "\tat err", "F");
        wait(6);

        assertThat(passed).containsExactlyInAnyOrder("ERROR out\\n\\tat out", "ERROR err\\n\\tat err");
    }

    @Test
    void joinsPartialLinesWithoutANewline() {
        line(OUT, "INFO a", "P");
        line(OUT, " b", "P");
        line(OUT, " c", "F");
        line(OUT, "\tindented", "F");
        wait(6);

        assertThat(passed).containsExactly("INFO a b c\\n\\tindented");
        assertThat(new String(events.getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"logtag\":\"F\"");
    }

    @Test
    void passesAJsonObjectThatCameInPiecesAtOnce() {
        line(OUT, "{\"a\":", "P");
        line(OUT, "1}", "F");

        assertThat(passed).containsExactly("{\\\"a\\\":1}");
        assertThat(stored).isEmpty();
    }

    @Test
    void joinsPartialLinesWhereNothingElseIsJoined() {
        rules = rules(Set.of(), 10, 1000);
        line(OUT, "a", "P");
        line(OUT, "b", "F");
        line(OUT, "\tc", "F");

        assertThat(passed).containsExactly("ab", "\\tc");
    }

    @Test
    void waitsForTheTimeoutOnly() {
        line(OUT, "ERROR a", "F");

        wait(5);
        assertThat(events).isEmpty();
        wait(1);
        assertThat(events.getFirst().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(stored).isEmpty();
    }

    @Test
    void endsAtTheLimitOfLinesAndGoesOnWithAnother() {
        rules = rules(Multiline.AUTO.traces(), 3, 1000);
        lines(OUT, "a", "\tb", "\tc", "\td", "\te");
        wait(6);

        assertThat(passed).containsExactly("a\\n\\tb\\n\\tc", "\\td\\n\\te");
        assertThat(events).extracting(JoinedEvent::reason).containsExactly(Reason.LIMIT, Reason.TIMEOUT);
        assertThat(new String(events.getFirst().value(), StandardCharsets.UTF_8))
                .endsWith(",\"truncated\":true}");
        assertThat(new String(events.getLast().value(), StandardCharsets.UTF_8)).doesNotContain("truncated");
    }

    @Test
    void endsAtTheLimitOfBytes() {
        rules = rules(Multiline.AUTO.traces(), 100, 20);
        lines(OUT, "0123456789", "\t12345678", "\t9", "x".repeat(21), "\ty");
        wait(6);

        assertThat(passed).containsExactly("0123456789\\n\\t12345678", "\\t9", "x".repeat(21), "\\ty");
    }

    @Test
    void endsWhereTheQuotaBeginsOrEndsAndGoesOnWithAnother() {
        lines(OUT, "ERROR a", "\tb");
        marks = new Marks(true, true);
        lines(OUT, "\tc", "\td");
        marks = new Marks(true, false);
        lines(OUT, "\te");
        marks = Marks.NONE;
        lines(OUT, "INFO f", "\tg");
        wait(6);

        assertThat(passed).containsExactly("ERROR a\\n\\tb", "\\tc\\n\\td", "\\te", "INFO f\\n\\tg");
        assertThat(events)
                .extracting(JoinedEvent::reason)
                .containsExactly(Reason.QUOTA, Reason.QUOTA, Reason.LINE, Reason.TIMEOUT);
        assertThat(new String(events.getFirst().value(), StandardCharsets.UTF_8))
                .endsWith(",\"truncated\":true}");
    }

    @Test
    void knowsTheMarksOfWhatItTakesOver() {
        marks = new Marks(true, true);
        lines(OUT, "ERROR a");
        joiner.close();
        joiner = joiner();
        lines(OUT, "\tb");
        marks = Marks.NONE;
        lines(OUT, "\tc");
        wait(110);

        assertThat(passed).containsExactly("ERROR a\\n\\tb", "\\tc");
    }

    @Test
    void neverJoinsPiecesOfALineAcrossTheQuotaEither() {
        line(OUT, "INFO a", "P");
        marks = new Marks(true, true);
        line(OUT, " b", "F");
        wait(6);

        assertThat(passed).containsExactly("INFO a", " b");
    }

    @Test
    void keepsTheBudgetBySendingOnTheOldest() {
        budget = new JoinBudget(4_000);
        joiner = joiner();
        for (int i = 0; i < 20; i++) {
            line("shop/web-" + i + "/app/stdout", "ERROR " + i, "F");
            assertThat(budget.held()).isLessThanOrEqualTo(4_000);
        }

        assertThat(passed).startsWith("ERROR 0", "ERROR 1");
        assertThat(events).extracting(JoinedEvent::reason).containsOnly(Reason.BUDGET);
        assertThat(events.size() + stored.size()).isEqualTo(20);
        joiner.close();
        assertThat(budget.held()).isZero();
    }

    @Test
    void joinsByItselfOnlyWhatOneContainerWroteToAKnownStream() {
        for (var key : List.of("logs.raw/0", "shop/web-1/app/")) {
            lines(key, "ERROR a", "\tb");
        }
        assertThat(passed).hasSize(4);
        assertThat(stored).isEmpty();

        rules = rules(Multiline.AUTO.traces(), 10, 1000);
        lines("logs.raw/0", "ERROR a", "\tb", "c=1");
        assertThat(passed).hasSize(6).contains("ERROR a\\n\\tb");
    }

    @Test
    void joinsNothingToARecordOfAForeignId() {
        take(OUT, record("ERROR a", "F"), "made-by-hand");
        take(OUT, record("\tb", "F"), "made-by-hand-2");

        assertThat(passed).containsExactly("ERROR a", "\\tb");
    }

    @Test
    void passesRecordsWithoutATextBehindWhatWasPending() {
        line(OUT, "ERROR a", "F");
        take(OUT, bytes("{\"metric\":1}"), id(offset));

        assertThat(passed).containsExactly("ERROR a", "{\"metric\":1}");
    }

    /** The proof that a kill or a rebalance at any line makes no difference. */
    @Property(tries = 2000)
    void joinsTheSameWhereverItIsCutIntoRestarts(
            @ForAll("traffic") List<String> traffic, @ForAll List<Boolean> restarts) {
        reset();
        traffic.forEach(this::send);
        wait(6);
        var whole = List.copyOf(passed);
        reset();
        for (int i = 0; i < traffic.size(); i++) {
            send(traffic.get(i));
            if (i < restarts.size() && restarts.get(i)) {
                joiner.close();
                joiner = joiner();
            }
        }
        wait(110);

        assertThat(passed).containsExactlyInAnyOrderElementsOf(whole);
        for (var stream : List.of(OUT, ERR)) {
            assertThat(of(stream, passed)).isEqualTo(of(stream, whole));
        }
        assertThat(budget.held()).isZero();
    }

    /** Nothing lost, nothing twice, nothing turned round, and every id accounted for once. */
    @Property(tries = 2000)
    void loseNoLineAndNoId(@ForAll("traffic") List<String> traffic) {
        reset();
        traffic.forEach(this::send);
        wait(6);

        int ids = events.stream().mapToInt(JoinedEvent::lines).sum();
        assertThat(ids + passed.size() - events.size()).isEqualTo(traffic.size());
        for (var event : events) {
            var scanner = new JsonScanner().reset(event.value());
            scanner.skipValue();
            assertThat(scanner.atEnd()).isTrue();
        }
        for (var stream : List.of(OUT, ERR)) {
            var sent = traffic.stream()
                    .filter(line -> line.startsWith(stream))
                    .map(line -> line.split("\\|", -1)[2])
                    .toList();
            var arrived = of(stream, passed).stream()
                    .map(text -> text.substring(stream.length() + 2))
                    .toList();
            assertThat(withoutNewlines(arrived)).isEqualTo(withoutNewlines(sent));
        }
        assertThat(stored).isEmpty();
    }

    @Provide
    Arbitrary<List<String>> traffic() {
        var texts = Arbitraries.of(
                "INFO a",
                "\tat b",
                "  c",
                "",
                "{\"d\":1}",
                "{\"e\":",
                "1}",
                "f=1 g=2",
                "java.io.IOException: h",
                "Caused by: i",
                "Traceback (most recent call last):",
                "ValueError: j",
                "goroutine 1 [running]:",
                "main.k()",
                "panic: l",
                "m \\n",
                "n\"",
                "o\\",
                "p\n",
                "q\r\n",
                "}",
                "   ^",
                "\u001b[31mr",
                "ä€😀");
        var quota = Arbitraries.of("", "", "", "", "over", "no");
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(OUT, ERR), Arbitraries.of("F", "F", "F", "P"), texts, quota)
                .as((stream, tag, text, mark) -> stream + '|' + tag + '|' + text + '|' + mark)
                .list()
                .ofMaxSize(30);
    }

    private void reset() {
        inProperty = true;
        stored.clear();
        passed.clear();
        events.clear();
        budget = new JoinBudget(1 << 20);
        joiner = joiner();
        offset = 0;
    }

    private void send(String line) {
        var parts = line.split("\\|", -1);
        marks = new Marks(!parts[3].isEmpty(), parts[3].equals("no"));
        line(parts[0], parts[2], parts[1]);
    }

    /** Those of a stream; in the properties each passed text has its stream before it. */
    private List<String> of(String stream, List<String> all) {
        return all.stream().filter(text -> text.startsWith("|" + stream)).toList();
    }

    private void lines(String key, String... texts) {
        for (var text : texts) {
            line(key, text, "F");
        }
    }

    private void line(String key, String text, String tag) {
        take(key, record(text, tag), id(offset));
    }

    private void take(String key, byte[] value, String id) {
        long at = offset++;
        joiner.heard(T, T);
        var line = enrichment.read(value);
        var stream = ContainerStream.of("shop", bytes(key));
        marksById.put(id, marks);
        var headers = List.of(
                new HeldHeader("logmesh-id", bytes(id)),
                new HeldHeader("empty", null),
                new HeldHeader("logmesh-quota", marks.overQuota() ? bytes("over") : null),
                new HeldHeader("logmesh-index", marks.archivedOnly() ? bytes("no") : null));
        if (!joiner.takes(stream, line, id, marks, () -> new HeldRecord(id, value, headers, T, at))) {
            passed.add(shown(key, value));
        }
    }

    private void take(JoinedEvent event) {
        events.add(event);
        var first = event.first();
        assertThat(first.headers())
                .extracting(HeldHeader::name)
                .containsExactly("logmesh-id", "empty", "logmesh-quota", "logmesh-index");
        assertThat(CoveredIds.read(first.id(), event.covers()).orElse(List.of()))
                .allSatisfy(id -> assertThat(marksById.get(id)).isEqualTo(first.marks()));
        passed.add(shown(new String(event.key(), StandardCharsets.UTF_8), event.value()));
    }

    /** The text as it stands in JSON; in the properties decoded, behind its stream. */
    private String shown(String key, byte[] value) {
        var line = new Enrichment().read(value);
        if (!line.hasText()) {
            return new String(value, StandardCharsets.UTF_8);
        }
        var text = line.written();
        return inProperty
                ? "|" + key + "|" + JsonText.decode(text.bytes(), text.from(), text.to())
                : new String(text.bytes(), text.from(), text.length(), StandardCharsets.UTF_8);
    }

    private void wait(int ticks) {
        for (int i = 0; i < ticks; i++) {
            joiner.tick();
        }
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

    private static Multiline rules(Set<Multiline.Trace> traces, int lines, int bytes) {
        return new Multiline(false, traces, Optional.empty(), Multiline.AUTO.timeout(), lines, bytes);
    }

    private static byte[] record(String text, String tag) {
        return new JsonBuffer(64)
                .append("{\"log\":")
                .appendString(text)
                .append(",\"stream\":\"stdout\",\"logtag\":\"" + tag + "\"}")
                .toByteArray();
    }

    private static String withoutNewlines(List<String> texts) {
        return String.join("", texts).replaceAll("[\r\n]", "");
    }

    private static String id(long offset) {
        return RecordId.of(T, "logs.raw", 0, offset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
