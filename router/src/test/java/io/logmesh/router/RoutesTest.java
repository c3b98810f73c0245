package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.RouterMeters.Counts;
import io.logmesh.router.quota.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Rules RULES =
            new Rules(TestRouter.sources("""
                    sources:
                      noisy: {match: "topic == 'a'", copy: true, lane: slow, quota: {rate: 1KiB/s, over: sample, keep: 5%}}
                      shop: {match: topic == 'b', drop: "log == 'x'"}
                    """), "abc", Instant.parse("2026-11-22T09:15:10Z"), "");

    @Test
    void tellsMachinesAll() throws Exception {
        var json = new ObjectMapper().valueToTree(routes(Optional.empty()).asMap());

        assertThat(json.path("rules").asText()).isEqualTo("abc");
        assertThat(json.path("since").asText()).isEqualTo("2026-11-22T09:15:10Z");
        assertThat(json.has("problem")).isFalse();
        assertThat(json.path("sources")).hasSize(3);
        assertThat(json.path("sources").path(0).toString())
                .isEqualTo("{\"name\":\"noisy\",\"match\":\"topic == 'a'\",\"copy\":true,\"lane\":\"slow\","
                        + "\"quota\":{\"bytes_per_second\":1024,\"over\":\"sample\",\"keep\":0.05},"
                        + "\"matched\":7,\"dropped\":2,\"over_quota\":{\"archived\":1}}");
    }

    @Test
    void tellsPeopleInLines() {
        assertThat(routes(Optional.of("f:1:1: wrong")).asText()).isEqualTo("""
                rules abc, in force since 2026-11-22T09:15:10Z
                THE FILE IS REFUSED: f:1:1: wrong

                SOURCE                        MATCHED      DROPPED   OVER QUOTA  RULE
                noisy                               7            2            1  copy of topic == 'a'; lane slow; quota 1KiB/s, over: sample, keep: 5%
                shop                                7            2            1  topic == 'b'; drop log == 'x'
                k8s-logs                            7            2            1  what is left
                """);
    }

    private static Routes routes(Optional<String> problem) {
        return new Routes(RULES, problem, 0.5, _ -> new Counts(7, 2, Map.of(Verdict.ARCHIVED, 1L)));
    }
}
