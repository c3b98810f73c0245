package io.logmesh.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.console.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndicesTest {

    @Test
    void readsIdsPageAfterPageOfOneView() throws IOException {
        var ids = new ArrayList<String>();
        try (var server = new CannedServer(view(5));
                var indices = indices(server)) {
            indices.forEach((source, id, covers) -> ids.add(source + ' ' + id + covers));

            assertThat(ids)
                    .containsExactlyElementsOf(IntStream.range(0, 5)
                            .mapToObj(number ->
                                    (number == 3 ? "small" : "app") + " id" + number + (number == 4 ? "2x1" : ""))
                            .toList());
            var pages = server.asked().stream()
                    .filter(asked -> asked.is("POST", "/_search"))
                    .map(CannedServer.Asked::body)
                    .toList();
            assertThat(pages).hasSize(4).allMatch(body -> body.contains("\"id\":\"the view\""));
            assertThat(pages.getFirst()).doesNotContain("search_after");
            assertThat(pages.get(1)).contains("\"search_after\":[1]");
            assertThat(pages.getLast()).contains("\"search_after\":[4]");
            assertThat(server.asked().getLast().is("DELETE", "/_pit")).isTrue();
        }
    }

    @Test
    void viewIsGivenBackWhereReadingFails() throws IOException {
        try (var server = new CannedServer(view(5));
                var indices = indices(server)) {
            assertThatThrownBy(() -> indices.forEach((_, _, _) -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(server.asked().getLast().is("DELETE", "/_pit")).isTrue();
        }
    }

    @Test
    void noIndexIsNoError() throws IOException {
        try (var server = new CannedServer(view(0));
                var indices = indices(server)) {
            indices.forEach((_, id, _) -> assertThat(id).isNull());

            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void tellsHowManyMatchBesidesThoseItReturns() throws IOException {
        var question = new Indices.Question("card declined", Optional.of("shop"), "now-15m", 2);
        try (var server = new CannedServer(
                        _ -> hits(
                                1_234,
                                "{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\"2\",\"_source\":{\"log\":\"b\"}},{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\"1\",\"_source\":{\"log\":\"a\"}}"));
                var indices = indices(server)) {
            var found = indices.search(question);

            assertThat(found.total()).isEqualTo(1_234);
            assertThat(found.newest())
                    .extracting(document -> document.path("log").asText())
                    .containsExactly("b", "a");
            var asked = server.asked().getFirst();
            assertThat(asked.target()).startsWith("/logs-shop-*,-logs-shop-*-*,logs-_shared-*/_search");
            assertThat(asked.body())
                    .contains(
                            "\"size\":2",
                            "\"card declined\"",
                            "now-15m",
                            "\"track_total_hits\":true",
                            "\"logs-_shared-\"");
        }
    }

    @Test
    void asksForManyDocumentsInPagesThatFitTheClient() throws IOException {
        var question = new Indices.Question("long", Optional.empty(), "now-15m", 100);
        try (var server = new CannedServer(asked -> hits(
                        90,
                        asked.body().contains("\"from\":80")
                                ? "{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\"1\",\"_source\":{}},{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\"0\",\"_source\":{}}"
                                : "{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\""
                                        + (asked.body().contains("\"from\":40") ? 1 : 2) + "\",\"_source\":{}}"));
                var indices = indices(server)) {
            assertThat(indices.search(question).newest()).as("one came twice").hasSize(3);
            assertThat(server.asked())
                    .hasSize(3)
                    .allMatch(asked ->
                            asked.body().contains("\"size\":") && !asked.body().contains("\"size\":100"));
        }
    }

    @Test
    void refusalOfTheClusterIsPassedOn() throws IOException {
        var error = "{\"error\":{\"type\":\"security_exception\",\"reason\":\"who are you\"},\"status\":401}";
        var answer = CannedServer.Answer.elastic(error);
        try (var server = new CannedServer(_ -> new CannedServer.Answer(401, answer.type(), answer.body()));
                var indices = indices(server)) {
            assertThatThrownBy(indices::count).isInstanceOf(Refusal.class).hasMessageContaining("who are you");
        }
    }

    @Test
    void sourceIsWhatStandsBeforeTheDate() {
        assertThat(Indices.sourceOf("logs-app-2026.01.31")).isEqualTo("app");
        assertThat(Indices.sourceOf("logs-my-app-2-2026.01.31")).isEqualTo("my-app-2");
        assertThat(Indices.sourceOf("logs-x-logmesh-2026.01.31")).isEqualTo("x-logmesh");
        assertThat(Indices.sourceOf(".ds-logs-my-app-logmesh-2026.01.31-000002"))
                .isEqualTo("my-app");
        assertThat(Indices.sourceOf("stray")).isEqualTo("stray");
    }

    /** A cluster with so many documents, which gives two of them a page. */
    private static Function<CannedServer.Asked, CannedServer.Answer> view(int documents) {
        return asked -> {
            if (asked.target().contains("_count")) {
                return CannedServer.Answer.elastic(
                        "{\"count\":" + documents + ",\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}");
            }
            if (asked.is("DELETE", "/_pit")) {
                return CannedServer.Answer.elastic("{\"succeeded\":true,\"num_freed\":1}");
            }
            if (asked.target().contains("_pit")) {
                return CannedServer.Answer.elastic(
                        "{\"id\":\"the view\",\"_shards\":{\"total\":1,\"successful\":1,\"skipped\":0,\"failed\":0}}");
            }
            var after = asked.body().replaceAll("(?s).*\"search_after\":\\[(\\d+)].*", "$1");
            int from = after.equals(asked.body()) ? 0 : Integer.parseInt(after) + 1;
            return hits(
                    documents,
                    IntStream.range(from, Math.min(from + 2, documents))
                            .mapToObj(number -> "{\"_index\":\"logs-" + (number == 3 ? "_shared" : "app")
                                    + "-2026.01.31\",\"_id\":\"id" + number + (number == 3 ? ":small" : "")
                                    + "\",\"_source\":"
                                    + (number == 3
                                            ? "{\"source\":\"small\"}"
                                            : number == 4 ? "{\"covers\":\"2x1\"}" : "{}")
                                    + ",\"sort\":[" + number + "]}")
                            .collect(Collectors.joining(",")));
        };
    }

    private static CannedServer.Answer hits(int total, String hits) {
        return CannedServer.Answer.elastic(
                "{\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},"
                        + "\"hits\":{\"total\":{\"value\":" + total + ",\"relation\":\"eq\"},\"hits\":["
                        + hits.replace("{\"_source\"", "{\"_index\":\"logs-shop-2026.01.31\",\"_id\":\"x\",\"_source\"")
                        + "]}}");
    }

    private static Indices indices(CannedServer server) {
        return Indices.open(new Settings(Map.of(Settings.ELASTICSEARCH, server.address())));
    }
}
