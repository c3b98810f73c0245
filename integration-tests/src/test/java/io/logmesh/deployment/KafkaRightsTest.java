package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.contract.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics are those of the contract, and each Kafka user may do with them what its service does, and no more. */
class KafkaRightsTest {

    private static final List<Manifests> FILES = files();

    /** One of each kind that there is in Kafka for the mesh. */
    private static final List<String> TOPICS = List.of(
            Topics.RAW,
            Topics.ROUTED,
            Topics.routed("slow"),
            Topics.parked("payments"),
            Topics.enriched("payments"),
            Topics.CATALOG,
            Topics.RULES,
            Topics.REPLAYED,
            Topics.dead("router"),
            Topics.dead("enricher"),
            Topics.dead("s3-archiver"),
            Topics.dead("es-indexer"),
            "logmesh-enricher-pending-changelog",
            "somebody.elses");

    private static List<Manifests> files() {
        try (var files = Manifests.files()) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode user(String name) {
        return FILES.stream()
                .map(file -> file.named("KafkaUser", "logmesh-" + name))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
    }

    private static boolean may(String user, String type, String name, String operation) {
        return Manifests.list(user(user).at("/spec/authorization/acls")).anyMatch(acl -> {
            var resource = acl.get("resource");
            var pattern = resource.get("name").asText();
            boolean isMeant = resource.get("patternType").asText().equals("prefix")
                    ? name.startsWith(pattern)
                    : name.equals(pattern);
            return isMeant
                    && resource.get("type").asText().equals(type)
                    && Manifests.list(acl.get("operations"))
                            .anyMatch(allowed -> allowed.asText().equals(operation));
        });
    }

    private static List<String> topics(String user, String operation) {
        return TOPICS.stream()
                .filter(topic -> may(user, "topic", topic, operation))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            router      | logs.raw                                                  | logs.routed logs.routed.slow logs.parked.payments logmesh.rules logs.dead.router |
            enricher    | logs.routed logs.routed.slow logs.catalog logmesh-enricher-pending-changelog | logs.enriched.payments logs.catalog logs.dead.enricher logmesh-enricher-pending-changelog |
            s3-archiver | logs.enriched.payments                                    | logs.dead.s3-archiver |
            es-indexer  | logs.enriched.payments                                    | logs.dead.es-indexer |
            collector   |                                                           | logs.raw |
            keda        |                                                           | |
            operator    | logs.raw logs.routed logs.routed.slow logs.parked.payments logs.enriched.payments logs.catalog logmesh.rules logmesh.replayed logs.dead.router logs.dead.enricher logs.dead.s3-archiver logs.dead.es-indexer | logs.raw logs.routed logs.routed.slow logs.enriched.payments logs.catalog logmesh.replayed | logs.parked.payments
            """)
    void readsAndWritesItsOwnTopicsOnly(String user, String reads, String writes, String deletes) {
        assertThat(topics(user, "Read")).containsExactlyInAnyOrder(words(reads));
        assertThat(topics(user, "Write")).containsExactlyInAnyOrder(words(writes));
        assertThat(topics(user, "Describe")).containsAll(List.of(words(reads))).containsAll(List.of(words(writes)));
        assertThat(topics(user, "Delete")).containsExactlyInAnyOrder(words(deletes));
        assertThat(topics(user, "Alter")).isEmpty();
        assertThat(topics(user, "All")).isEmpty();
    }

    /** It looks at all groups, and moves none but that of unpark; its transactions are those of its commands. */
    @Test
    void theOperatorMovesNoServicesGroup() {
        for (var service : ServiceSettings.services()) {
            assertThat(may("operator", "group", "logmesh-" + service, "Describe"))
                    .isTrue();
            assertThat(may("operator", "group", "logmesh-" + service, "Read")).isFalse();
            assertThat(may("operator", "transactionalId", "logmesh-" + service + "-5f0c-1", "Write"))
                    .isFalse();
        }
        assertThat(may("operator", "group", "logmesh-unpark", "Read")).isTrue();
        assertThat(List.of("logmesh-unpark-payments", "logmesh-dead-replay"))
                .allMatch(id -> may("operator", "transactionalId", id, "Write"));
    }

    private static String[] words(String text) {
        return text == null ? new String[0] : text.split(" ");
    }

    /** What it writes to, it makes where it is missing; only collectors find their topic. */
    @ParameterizedTest
    @CsvSource({"router", "enricher", "s3-archiver", "es-indexer"})
    void makesWhatItWrites(String user) {
        assertThat(topics(user, "Create")).containsAll(topics(user, "Write"));
    }

    @ParameterizedTest
    @CsvSource({
        "router, logmesh-router, logmesh-router-5f0c-1",
        "enricher, logmesh-enricher, logmesh-enricher-5f0c-1",
        "enricher, logmesh-enricher-slow, logmesh-enricher-slow-5f0c-1",
        "s3-archiver, logmesh-s3-archiver,",
        "es-indexer, logmesh-es-indexer,"
    })
    void joinsItsOwnGroup(String user, String group, String transactionalId) {
        assertThat(may(user, "group", group, "Read")).isTrue();
        assertThat(may(user, "group", "somebody-elses", "Read")).isFalse();
        assertThat(Stream.of("router", "enricher", "s3-archiver", "es-indexer")
                        .filter(other -> !other.equals(user))
                        .filter(other -> may(other, "group", group, "Read")))
                .isEmpty();
        if (transactionalId != null) {
            assertThat(may(user, "transactionalId", transactionalId, "Write")).isTrue();
            assertThat(may(user, "transactionalId", transactionalId, "Describe"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void topicsAreTheContractsAndTakeItsMessages(Manifests overlay) {
        overlay.kind("KafkaTopic").forEach(topic -> {
            assertThat(Set.of(Topics.RAW, Topics.ROUTED)).contains(Manifests.nameOf(topic));
            assertThat(topic.at("/spec/config/max.message.bytes").asInt()).isEqualTo(Topics.MAX_MESSAGE_BYTES);
            assertThat(topic.at("/spec/config").has("message.timestamp.type"))
                    .as("as the services make it")
                    .isEqualTo(Manifests.nameOf(topic).equals(Topics.ROUTED));
        });
    }

    static Stream<Manifests> rendered() throws IOException {
        return Manifests.rendered();
    }
}
