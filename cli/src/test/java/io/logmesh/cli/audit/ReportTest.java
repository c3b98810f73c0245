package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.Balance;
import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.cli.audit.balance.RawSpan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void balancedMeshIsSaidToBeBalanced() {
        var report = new Report(
                true,
                1,
                0,
                0,
                List.of(),
                List.of(),
                balance(Fact.Kind.EXPECTED, Fact.Kind.ARCHIVED, Fact.Kind.INDEXED));

        assertThat(report.isBalanced()).isTrue();
        assertThat(report.asMap()).containsEntry("balanced", true).containsEntry("discrepancies", List.of());
        assertThat(printed(report))
                .contains("Balanced: every record of 1 raw messages")
                .doesNotContain("missing");
    }

    @Test
    void missingRecordIsListedById() {
        var report = new Report(false, 1, 0, 0, List.of(), List.of(), balance(Fact.Kind.EXPECTED, Fact.Kind.INDEXED));

        assertThat(report.isBalanced()).isFalse();
        assertThat(report.asMap())
                .containsEntry("balanced", false)
                .containsEntry("caught_up", false)
                .containsEntry(
                        "discrepancies",
                        List.of(Map.of("id", "an-id", "source", "app", "problem", "missing_in_archive")));
        assertThat(printed(report))
                .contains("missing in the archive: an-id (app)", "did not catch up", "NOT balanced.");
    }

    @Test
    void whatIsWithheldIsTold() {
        var archivedOnly =
                new Report(true, 1, 0, 0, List.of(), List.of(), balance(Fact.Kind.EXPECTED, Fact.Kind.ARCHIVED_ONLY));
        var parked = new Report(true, 1, 0, 0, List.of(), List.of(), balance(Fact.Kind.EXPECTED, Fact.Kind.PARKED));

        assertThat(printed(archivedOnly)).contains("archived and not indexed, as marked: 1", "Balanced");
        assertThat(printed(parked)).contains("parked, waiting to be sent on: 1", "Balanced");
        assertThat(parked.asMap().get("sources").toString()).contains("parked=1", "archived_only=0", "markers=0");
    }

    @Test
    void objectThatCanNotBeReadProvesNothing() {
        var report =
                new Report(true, 0, 0, 0, List.of("logs/app/x.json.gz: broken"), List.of(), new Balance(new RawSpan()));

        assertThat(report.isBalanced()).isFalse();
        assertThat(printed(report)).contains("Can't be read: logs/app/x.json.gz: broken");
    }

    @Test
    void saysByWhichRulesItJudges() {
        var report = new Report(
                true,
                1,
                0,
                0,
                List.of(),
                List.of("No rules are written down"),
                balance(Fact.Kind.EXPECTED, Fact.Kind.ARCHIVED, Fact.Kind.INDEXED));

        assertThat(report.isBalanced()).isTrue();
        assertThat(printed(report)).contains("No rules are written down\n", "Balanced");
        assertThat(report.asMap()).containsEntry("notes", List.of("No rules are written down"));
    }

    private static Balance balance(Fact.Kind... kinds) {
        var balance = new Balance(new RawSpan());
        balance.addBucket(List.of(kinds).stream()
                .map(kind -> Fact.of(kind, "an-id", "app"))
                .toList());
        return balance;
    }

    private static String printed(Report report) {
        var out = new StringWriter();
        new ReportPrinter(new PrintWriter(out)).print(report);
        return out.toString();
    }
}
