package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.elastic.FakeCluster;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private final Parts parts = new Parts();
    private final FakeCluster cluster = new FakeCluster();
    private final List<LocalDate> prepared = new ArrayList<>();
    private final Placements placements = new Placements() {
        @Override
        public boolean hasOwn(String source, LocalDate day) {
            return false;
        }

        @Override
        public void prepare(LocalDate day) {
            prepared.add(day);
        }
    };
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Optional<String>> kafkaProblems = new ArrayList<>();
    private final List<Optional<String>> elasticProblems = new ArrayList<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void tellsThatBothServersWorkOnceAllIsThere() throws InterruptedException {
        preparation(topics(List.of())).prepare();

        assertThat(parts.servers.kafka().problem()).isEmpty();
        assertThat(parts.servers.elasticsearch().problem()).isEmpty();
        assertThat(cluster.requests).contains("PUT /_index_template/logmesh");
    }

    @Test
    void waitsForKafkaForAsLongAsItTakes() throws InterruptedException {
        preparation(topics(List.of(new TimeoutException("no node"), new TopicAuthorizationException("not allowed"))))
                .prepare();

        assertThat(kafkaProblems)
                .extracting(Optional::orElseThrow)
                .satisfiesExactly(
                        first -> assertThat(first).contains("can't be reached", "kafka.bootstrap.servers"),
                        second -> assertThat(second).contains("logs.dead.es-indexer", "not allowed"));
        assertThat(parts.servers.kafka().problem()).isEmpty();
    }

    @Test
    void waitsForElasticsearchUntilTheServiceStops() {
        cluster.answer("GET /_nodes/_all/plugins,jvm", 503, "{}");
        var preparation = preparation(topics(List.of()), _ -> {
            throw new InterruptedException("stops");
        });

        assertThatThrownBy(preparation::prepare).isInstanceOf(InterruptedException.class);

        assertThat(parts.servers.elasticsearch().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("503"));
    }

    @Test
    void putsALostTemplateBackAndMendsOnlyTheProblemItNoticed() throws InterruptedException {
        var looks = new ArrayList<Integer>();
        var preparation = preparation(topics(List.of()), _ -> {
            looks.add(looks.size());
            elasticProblems.add(parts.servers.elasticsearch().problem());
            if (looks.size() == 1) {
                cluster.answer("GET /_index_template/logmesh*", 503, "{}");
            } else {
                cluster.answerAsUsual("GET /_index_template/logmesh*");
            }
            if (looks.size() == 3) {
                throw new InterruptedException("stops");
            }
        });
        preparation.prepare();

        assertThatThrownBy(preparation::keep).isInstanceOf(InterruptedException.class);

        assertThat(cluster.requests.stream().filter(request -> request.contains("/api/saved_objects")))
                .hasSize(1);
        assertThat(elasticProblems.get(0)).isEmpty();
        assertThat(elasticProblems.get(1))
                .hasValueSatisfying(problem -> assertThat(problem).contains("503"));
        assertThat(elasticProblems.get(2)).isEmpty();
    }

    @Test
    void findsOutBeforeMidnightWhoHasAnIndexOfHisOwnTomorrow() throws InterruptedException {
        lookOnce();
        assertThat(prepared).isEmpty();

        now = Instant.parse("2026-11-22T23:55:00Z");
        lookOnce();
        assertThat(prepared).containsExactly(LocalDate.of(2026, 11, 23));
    }

    private void lookOnce() throws InterruptedException {
        var looks = new ArrayList<Integer>();
        var preparation = preparation(topics(List.of()), _ -> {
            looks.add(looks.size());
            if (looks.size() == 2) {
                throw new InterruptedException("stops");
            }
        });
        preparation.prepare();
        assertThatThrownBy(preparation::keep).isInstanceOf(InterruptedException.class);
    }

    private Preparation preparation(KafkaDeadLetters topics) {
        return preparation(topics, _ -> kafkaProblems.add(parts.servers.kafka().problem()));
    }

    private Preparation preparation(KafkaDeadLetters topics, Pause pause) {
        var kafka = new KafkaSettings(Map.of("bootstrap.servers", "kafka:9092"));
        return new Preparation(
                parts.servers,
                topics,
                kafka,
                cluster.bootstrap(Records.PLAN, _ -> {}),
                cluster.kibana(),
                parts.backlog,
                placements,
                pause,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Dead letters whose topic can be made once these failures have happened. */
    private static KafkaDeadLetters topics(List<Exception> failures) {
        var left = new ArrayList<>(failures);
        return new KafkaDeadLetters(null, _ -> {}, io.logmesh.telemetry.Tracing.OFF, Parts::producer) {
            @Override
            void makeTopic() throws ExecutionException {
                if (!left.isEmpty()) {
                    throw new ExecutionException(left.removeFirst());
                }
            }
        };
    }
}
