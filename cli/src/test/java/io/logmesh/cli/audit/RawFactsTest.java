package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawFactsTest {

    private static final long TIME = 1_763_000_000_000L;
    private static final String TODAY = """
            sources:
              audit:
                match: k8s.labels['audit'] == 'true'
                copy: true
              payments:
                match: k8s.namespace_name == 'payments'
                drop: log.contains('/healthz')
            default: rest
            """;
    private static final String ID = RecordId.of(TIME, "logs.raw", 1, 42);

    private final RawFacts facts = new RawFacts(new RulesHistory(sources()));

    @Test
    void recordIsExpectedInItsSource() {
        assertThat(of("{\"log\":\"paid\",\"kubernetes\":{\"namespace_name\":\"payments\"}}"))
                .containsExactly(Fact.of(Fact.Kind.EXPECTED, ID, "payments"));
    }

    @Test
    void recordThatNoRuleTakesIsExpectedInTheDefault() {
        assertThat(of("plain text")).containsExactly(Fact.of(Fact.Kind.EXPECTED, ID, "rest"));
    }

    @Test
    void recordThatARuleDropsIsNotExpected() {
        assertThat(of("{\"log\":\"GET /healthz\",\"kubernetes\":{\"namespace_name\":\"payments\"}}"))
                .containsExactly(Fact.of(Fact.Kind.DROPPED, ID, "payments"));
    }

    @Test
    void copyIsExpectedInBothSources() {
        assertThat(
                        of(
                                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"payments\",\"labels\":{\"audit\":\"true\"}}}"))
                .containsExactlyInAnyOrder(
                        Fact.of(Fact.Kind.EXPECTED, ID, "audit"), Fact.of(Fact.Kind.EXPECTED, ID, "payments"));
    }

    @Test
    void everyRecordOfAnArrayIsExpected() {
        assertThat(of("[{\"log\":\"a\"},{\"log\":\"b\"}]"))
                .containsExactly(
                        Fact.of(Fact.Kind.EXPECTED, RecordId.part(ID, 0), "rest"),
                        Fact.of(Fact.Kind.EXPECTED, RecordId.part(ID, 1), "rest"));
    }

    @Test
    void whatAllRulesOfTheTimeAgreeOnIsNotMarked() {
        var history = new RulesHistory(sources());
        history.add(sources().hash(), TODAY, TIME);
        history.add("other", "sources: {shop: {match: 'k8s.namespace_name == \"shop\"'}}\ndefault: rest\n", TIME);

        assertThat(of(new RawFacts(history), "plain text")).containsExactly(Fact.of(Fact.Kind.EXPECTED, ID, "rest"));
    }

    @Test
    void whatTheRulesOfTheTimeDisagreeAboutIsMarkedWithTheirHashes() {
        var history = new RulesHistory(sources());
        history.add("old", "sources: {old: {match: 'true'}}", TIME);
        history.add(sources().hash(), TODAY, TIME);

        assertThat(of(new RawFacts(history), "plain text"))
                .containsExactly(
                        Fact.of(Fact.Kind.EXPECTED, ID, "rest").by(sources().hash()),
                        Fact.of(Fact.Kind.EXPECTED, ID, "old").by("old"));
    }

    private List<Fact> of(String value) {
        return of(facts, value);
    }

    private static List<Fact> of(RawFacts facts, String value) {
        var found = new ArrayList<Fact>();
        var message = new ConsumerRecord<byte[], byte[]>(
                "logs.raw",
                1,
                42,
                TIME,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
        facts.of(message, found::add);
        return found;
    }

    private static Sources sources() {
        try {
            return Sources.parse("logmesh.yaml", TODAY);
        } catch (InvalidSourcesException e) {
            throw new AssertionError(e);
        }
    }
}
