package io.logmesh.cli.audit.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.RecordId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void givesBackEveryFactOnce() throws IOException {
        var facts = IntStream.range(0, 1_000)
                .mapToObj(i -> Fact.dead("id-" + i, "source-" + i % 3, "enricher"))
                .toList();
        try (var ledger = new Ledger(folder, 5_000_000)) {
            facts.forEach(ledger::add);

            var found = new ArrayList<Fact>();
            ledger.forEachBucket(found::addAll);

            assertThat(found).containsExactlyInAnyOrderElementsOf(facts);
        }
    }

    @Test
    void keepsAllThatIsKnownAboutOneIdInOneBucket() throws IOException {
        try (var ledger = new Ledger(folder, 5_000_000)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 500; i++) {
                    ledger.add(Fact.of(Fact.Kind.ARCHIVED, "id-" + i, "source-" + round));
                }
            }
            var buckets = new ArrayList<List<Fact>>();
            ledger.forEachBucket(buckets::add);

            assertThat(buckets).hasSize(26);
            assertThat(buckets.stream().filter(facts -> !facts.isEmpty()).count())
                    .isGreaterThan(20);
            assertThat(buckets.stream().mapToLong(List::size).sum()).isEqualTo(1_500);
            buckets.forEach(facts -> facts.stream().map(Fact::id).distinct().forEach(id -> assertThat(
                            facts.stream().filter(fact -> fact.id().equals(id)))
                    .hasSize(3)));
        }
    }

    @Test
    void keepsAllRecordsOfOneMessageInOneBucket() throws IOException {
        try (var ledger = new Ledger(folder, 5_000_000)) {
            for (int part = 0; part < 50; part++) {
                ledger.add(
                        Fact.of(Fact.Kind.EXPECTED, RecordId.part(RecordId.of(7, "logs.raw", 0, 1), part), "source"));
            }
            ledger.add(Fact.dead(RecordId.of(0, "logs.raw", 0, 1), "", "router"));

            var sizes = new ArrayList<Integer>();
            ledger.forEachBucket(facts -> sizes.add(facts.size()));

            assertThat(sizes).contains(51);
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (var ledger = new Ledger(folder, 1_000_000)) {
            ledger.add(Fact.of(Fact.Kind.EXPECTED, "id", "source"));
            assertThat(folder).isNotEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cutsIdsThatNoMeshMade() throws IOException {
        try (var ledger = new Ledger(folder, 1)) {
            ledger.add(Fact.of(Fact.Kind.ARCHIVED, "x".repeat(100_000), "source"));

            ledger.forEachBucket(facts -> assertThat(facts)
                    .singleElement()
                    .extracting(Fact::id)
                    .asString()
                    .hasSize(200));
        }
    }
}
