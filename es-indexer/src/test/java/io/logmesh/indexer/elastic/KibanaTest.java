package io.logmesh.indexer.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KibanaTest {

    private static final String IMPORT = "POST /api/saved_objects/_import";

    private final FakeCluster server = new FakeCluster();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void importsADataViewAndASearchThatRefersToIt() throws InterruptedException {
        assertThat(server.kibana().install()).isEmpty();

        assertThat(server.requests).containsExactly(IMPORT);
        assertThat(server.sent.get(IMPORT))
                .contains("\"type\":\"index-pattern\",\"id\":\"logmesh\"", "\"title\":\"logs-*\"")
                .contains("\"references\":[{\"type\":\"index-pattern\",\"id\":\"logmesh\"");
        assertThat(server.headers.get(IMPORT).getFirst("kbn-xsrf")).isEqualTo("logmesh");
        assertThat(server.headers.get(IMPORT).getFirst("Authorization")).isEqualTo("Basic dTpw");
        assertThat(server.headers.get(IMPORT).getFirst("Content-Type")).startsWith("multipart/form-data; boundary=");
    }

    @Test
    void isReachedBelowABasePath() throws InterruptedException {
        server.answer("POST /kibana/api/saved_objects/_import", 200, "{\"success\":true}");

        assertThat(server.kibana("/kibana/").install()).isEmpty();

        assertThat(server.requests).containsExactly("POST /kibana/api/saved_objects/_import");
    }

    @Test
    void saysWhatIsWrong() throws InterruptedException {
        server.answer(IMPORT, 401, "{}");
        assertThat(server.kibana().install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("401", "logmesh.indexer.api-key"));

        server.answer(IMPORT, 200, "{\"success\":false}");
        assertThat(server.kibana().install()).isPresent();

        server.close();
        assertThat(server.kibana().install())
                .hasValueSatisfying(problem -> assertThat(problem).contains("logmesh.indexer.kibana"));
    }
}
