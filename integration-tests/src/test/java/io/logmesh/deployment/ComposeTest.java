package io.logmesh.deployment;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Holds {@code docker-compose.yml} against what it names: other parts of itself, {@code .env}, and the services. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern PINNED_VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)}");

    private static String text;
    private static Map<String, Map<String, Object>> services;
    private static Properties pins;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
        services = file.get("services");
        pins = new Properties();
        try (var reader = Files.newBufferedReader(ROOT.resolve(".env"))) {
            pins.load(reader);
        }
    }

    @Test
    void eachPinIsUsedAndEachVariableIsPinned() {
        var used = PINNED_VARIABLE.matcher(text).results().map(match -> match.group(1));
        assertThat(used.collect(toSet())).isEqualTo(pins.stringPropertyNames());
        assertThat(pins.values()).noneSatisfy(pin -> assertThat((String) pin).endsWith("latest"));
    }

    @Test
    void theMeshsOwnImagesHaveTheVersionOfTheBuild() throws IOException {
        assertThat(Files.readString(ROOT.resolve("pom.xml")))
                .contains("<version>" + pins.getProperty("LOGMESH_VERSION") + "</version>");
        assertThat(images().filter(image -> image.startsWith("logmesh/")))
                .containsExactlyInAnyOrderElementsOf(Stream.of("router", "enricher", "s3-archiver", "es-indexer", "cli")
                        .map(name -> "logmesh/" + name + ":${LOGMESH_VERSION}")
                        .toList());
    }

    /** What is waited for must be able to come about: health needs a check, an end a container that is not restarted. */
    @Test
    void whatWaitsCanGoOn() {
        services.forEach((name, service) -> dependencies(service).forEach((other, condition) -> {
            assertThat(services).as("%s waits for %s", name, other).containsKey(other);
            assertThat(services.get(other))
                    .as("%s waits for %s", name, other)
                    .containsKey("service_healthy".equals(condition) ? "healthcheck" : "image")
                    .satisfies(target -> assertThat(target.containsKey("restart"))
                            .isNotEqualTo("service_completed_successfully".equals(condition)));
        }));
    }

    @Test
    void eachServerTellsWhetherItIsWell() {
        assertThat(services.entrySet().stream()
                        .filter(service -> service.getValue().containsKey("restart"))
                        .filter(service -> !service.getValue().containsKey("healthcheck"))
                        .map(Map.Entry::getKey))
                .as("their images have nothing to ask them with")
                .containsExactlyInAnyOrder("collector", "jaeger");
    }

    @Test
    void eachHasALimitAndListensOnTheLoopbackOnly() {
        assertThat(services.values()).allSatisfy(service -> assertThat(service).containsKey("mem_limit"));
        assertThat(services.values().stream().flatMap(service -> list(service, "ports")))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "enricher", "s3-archiver", "es-indexer"})
    void aServiceReadsEachOfItsVariables(String name) {
        assertThat(ServiceSettings.of(name))
                .containsAll(map(services.get(name), "environment").keySet());
    }

    /** What the archiver spools is in {@code /tmp}, beside the native libraries and the object that it makes. */
    @Test
    void theSpoolFitsItsDisk() {
        var archiver = services.get("s3-archiver");
        int disk = mebibytes(list(archiver, "tmpfs").collect(joining()), "size=(\\d+)m");
        var spool = (String) map(archiver, "environment").getOrDefault("LOGMESH_ARCHIVER_SPOOL_SIZE", "1024MiB");

        assertThat(mebibytes(spool, "(\\d+)MiB")).isLessThanOrEqualTo(disk / 2);
    }

    private static int mebibytes(String text, String pattern) {
        var size = Pattern.compile(pattern).matcher(text);
        assertThat(size.find()).as(text).isTrue();
        return Integer.parseInt(size.group(1));
    }

    private static Stream<String> images() {
        return services.values().stream().map(service -> (String) service.get("image"));
    }

    private static Map<String, String> dependencies(Map<String, Object> service) {
        return map(service, "depends_on").entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> (String) ((Map<?, ?>) entry.getValue()).get("condition")));
    }

    @SuppressWarnings("unchecked") // what YAML has there
    private static Map<String, Object> map(Map<String, Object> service, String key) {
        return (Map<String, Object>) service.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked") // what YAML has there
    private static Stream<String> list(Map<String, Object> service, String key) {
        return ((List<String>) service.getOrDefault(key, List.of())).stream();
    }
}
