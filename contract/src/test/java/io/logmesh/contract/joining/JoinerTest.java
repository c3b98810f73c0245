package io.logmesh.contract.joining;

import static io.logmesh.contract.joining.JoinerHarness.bytes;
import static io.logmesh.contract.joining.JoinerHarness.id;
import static io.logmesh.contract.joining.JoinerHarness.record;
import static io.logmesh.contract.joining.JoinerHarness.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.joining.JoinedEvent.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinerTest {

    private static final String OUT = "shop/web-1/app/stdout";
    private static final String ERR = "shop/web-1/app/stderr";

    private final JoinerHarness mesh = new JoinerHarness();

    @Test
    void joinsATraceUnderTheIdOfItsFirstLine() {
        mesh.lines(OUT, "ERROR failed\n", "java.io.IOException: gone\n", "\tat a.B.c(B.java:1)\n", "INFO next\n");

        var event = mesh.events.getFirst();
        assertThat(mesh.passed).containsExactly("ERROR failed\\njava.io.IOException: gone\\n\\tat a.B.c(B.java:1)\\n");
        assertThat(event.first().id()).isEqualTo(id(0));
        assertThat(event.lines()).isEqualTo(3);
        assertThat(CoveredIds.read(id(0), event.covers())).contains(List.of(id(1), id(2)));
        assertThat(event.key()).isEqualTo(bytes(OUT));
        assertThat(event.reason()).isEqualTo(Reason.LINE);
        assertThat(mesh.stored).hasSize(1);
    }

    @Test
    void leavesALineThatStaysAloneAsItWas() {
        mesh.lines(OUT, "INFO one\n", "INFO two\n");

        assertThat(mesh.events.getFirst().value()).isEqualTo(record("INFO one\n", "F"));
        assertThat(mesh.events.getFirst().covers()).isEmpty();
        assertThat(mesh.events.getFirst().lines()).isEqualTo(1);
    }

    @Test
    void doesNotHoldWhatIsCompleteAndKeepsTheOrder() {
        mesh.lines(OUT, "{\"a\":1}");
        assertThat(mesh.stored).isEmpty();
        assertThat(mesh.events).isEmpty();

        mesh.lines(OUT, "INFO one", "a=1 b=2");

        assertThat(mesh.passed).containsExactly("{\\\"a\\\":1}", "INFO one", "a=1 b=2");
        assertThat(mesh.stored).isEmpty();
        assertThat(mesh.budget.held()).isZero();
    }

    @Test
    void neverMixesStreams() {
        mesh.line(OUT, "ERROR out");
        mesh.line(ERR, "ERROR err");
        mesh.line(OUT, "\tat out");
        mesh.line(ERR, "\tat err");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactlyInAnyOrder("ERROR out\\n\\tat out", "ERROR err\\n\\tat err");
    }

    @Test
    void joinsPartialLinesWithoutANewline() {
        mesh.line(OUT, "INFO a", "P");
        mesh.line(OUT, " b", "P");
        mesh.line(OUT, " c");
        mesh.line(OUT, "\tindented");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactly("INFO a b c\\n\\tindented");
        assertThat(new String(mesh.events.getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"logtag\":\"F\"");
    }

    @Test
    void passesAJsonObjectThatCameInPiecesAtOnce() {
        mesh.line(OUT, "{\"a\":", "P");
        mesh.line(OUT, "1}");

        assertThat(mesh.passed).containsExactly("{\\\"a\\\":1}");
        assertThat(mesh.stored).isEmpty();
    }

    @Test
    void joinsPartialLinesWhereNothingElseIsJoined() {
        mesh.rules = rules(Set.of(), 10, 1000);
        mesh.line(OUT, "a", "P");
        mesh.line(OUT, "b");
        mesh.line(OUT, "\tc");

        assertThat(mesh.passed).containsExactly("ab", "\\tc");
    }

    @Test
    void waitsForTheTimeoutOnly() {
        mesh.line(OUT, "ERROR a");

        mesh.pass(5);
        assertThat(mesh.events).isEmpty();
        mesh.pass(1);
        assertThat(mesh.events.getFirst().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(mesh.stored).isEmpty();
    }

    @Test
    void endsAtTheLimitOfLinesAndGoesOnWithAnother() {
        mesh.rules = rules(3, 1000);
        mesh.lines(OUT, "a", "\tb", "\tc", "\td", "\te");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactly("a\\n\\tb\\n\\tc", "\\td\\n\\te");
        assertThat(mesh.events).extracting(JoinedEvent::reason).containsExactly(Reason.LIMIT, Reason.TIMEOUT);
        assertThat(new String(mesh.events.getFirst().value(), StandardCharsets.UTF_8))
                .endsWith(",\"truncated\":true}");
        assertThat(new String(mesh.events.getLast().value(), StandardCharsets.UTF_8))
                .doesNotContain("truncated");
    }

    @Test
    void endsAtTheLimitOfBytes() {
        mesh.rules = rules(100, 20);
        mesh.lines(OUT, "0123456789", "\t12345678", "\t9", "x".repeat(21), "\ty");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactly("0123456789\\n\\t12345678", "\\t9", "x".repeat(21), "\\ty");
    }

    @Test
    void endsWhereTheQuotaBeginsOrEndsAndGoesOnWithAnother() {
        mesh.lines(OUT, "ERROR a", "\tb");
        mesh.marks = new Marks(true, true);
        mesh.lines(OUT, "\tc", "\td");
        mesh.marks = new Marks(true, false);
        mesh.lines(OUT, "\te");
        mesh.marks = Marks.NONE;
        mesh.lines(OUT, "INFO f", "\tg");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactly("ERROR a\\n\\tb", "\\tc\\n\\td", "\\te", "INFO f\\n\\tg");
        assertThat(mesh.events)
                .extracting(JoinedEvent::reason)
                .containsExactly(Reason.QUOTA, Reason.QUOTA, Reason.LINE, Reason.TIMEOUT);
        assertThat(new String(mesh.events.getFirst().value(), StandardCharsets.UTF_8))
                .endsWith(",\"truncated\":true}");
    }

    @Test
    void knowsTheMarksOfWhatItTakesOver() {
        mesh.marks = new Marks(true, true);
        mesh.lines(OUT, "ERROR a");
        mesh.restart();
        mesh.lines(OUT, "\tb");
        mesh.marks = Marks.NONE;
        mesh.lines(OUT, "\tc");
        mesh.pass(110);

        assertThat(mesh.passed).containsExactly("ERROR a\\n\\tb", "\\tc");
    }

    @Test
    void neverJoinsPiecesOfALineAcrossTheQuotaEither() {
        mesh.line(OUT, "INFO a", "P");
        mesh.marks = new Marks(true, true);
        mesh.line(OUT, " b");
        mesh.pass(6);

        assertThat(mesh.passed).containsExactly("INFO a", " b");
    }

    @Test
    void keepsTheBudgetBySendingOnTheOldest() {
        mesh.limit(4_000);
        for (int i = 0; i < 20; i++) {
            mesh.line("shop/web-" + i + "/app/stdout", "ERROR " + i);
            assertThat(mesh.budget.held()).isLessThanOrEqualTo(4_000);
        }

        assertThat(mesh.passed).startsWith("ERROR 0", "ERROR 1");
        assertThat(mesh.events).extracting(JoinedEvent::reason).containsOnly(Reason.BUDGET);
        assertThat(mesh.events.size() + mesh.stored.size()).isEqualTo(20);
        mesh.close();
        assertThat(mesh.budget.held()).isZero();
    }

    @Test
    void joinsByItselfOnlyWhatOneContainerWroteToAKnownStream() {
        for (var key : List.of("logs.raw/0", "shop/web-1/app/")) {
            mesh.lines(key, "ERROR a", "\tb");
        }
        assertThat(mesh.passed).hasSize(4);
        assertThat(mesh.stored).isEmpty();

        mesh.rules = rules(10, 1000);
        mesh.lines("logs.raw/0", "ERROR a", "\tb", "c=1");
        assertThat(mesh.passed).hasSize(6).contains("ERROR a\\n\\tb");
    }

    @Test
    void joinsNothingToARecordOfAForeignId() {
        mesh.take(OUT, record("ERROR a", "F"), "made-by-hand");
        mesh.take(OUT, record("\tb", "F"), "made-by-hand-2");

        assertThat(mesh.passed).containsExactly("ERROR a", "\\tb");
    }

    @Test
    void passesRecordsWithoutATextBehindWhatWasPending() {
        mesh.line(OUT, "ERROR a");
        mesh.take(OUT, bytes("{\"metric\":1}"));

        assertThat(mesh.passed).containsExactly("ERROR a", "{\"metric\":1}");
    }
}
