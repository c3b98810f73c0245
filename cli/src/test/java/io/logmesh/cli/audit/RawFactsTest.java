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

    private static final String ID = RecordId.of(1_763_000_000_000L, "logs.raw", 1, 42);

    private final RawFacts facts = new RawFacts(sources());

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

    private List<Fact> of(String value) {
        var found = new ArrayList<Fact>();
        var message = new ConsumerRecord<byte[], byte[]>(
                "logs.raw",
                1,
                42,
                1_763_000_000_000L,
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
            return Sources.parse("logmesh.yaml", """
                    sources:
                      audit:
                        match: k8s.labels['audit'] == 'true'
                        copy: true
                      payments:
                        match: k8s.namespace_name == 'payments'
                        drop: log.contains('/healthz')
                    default: rest
                    """);
        } catch (InvalidSourcesException e) {
            throw new AssertionError(e);
        }
    }
}
