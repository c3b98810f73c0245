package io.logmesh.it;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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
    private static final String CONFIG_MAPPING = "io.smallrye.config.ConfigMapping";

    /** What the services and their libraries read besides a mapping of their own. */
    private static final Set<String> COMMON =
            Set.of("KAFKA_BOOTSTRAP_SERVERS", "LOGMESH_SOURCES_FILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

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
                .as("the collector's image has nothing to ask it with")
                .containsExactly("collector");
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
        var known = variables(name);
        assertThat(known).as("settings of %s", name).isNotEmpty();
        assertThat(map(services.get(name), "environment").keySet()).allSatisfy(variable -> assertThat(variable)
                .satisfiesAnyOf(it -> assertThat(COMMON).contains(it), it -> assertThat(known)
                        .contains(it)));
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

    /** The environment variables that set what the module's configuration names. */
    private static Set<String> variables(String module) {
        return new ClassFileImporter()
                .importPath(ROOT.resolve(module).resolve("target").resolve("classes")).stream()
                        .filter(type -> type.isAnnotatedWith(CONFIG_MAPPING))
                        .flatMap(type -> names(
                                type,
                                type.getAnnotationOfType(CONFIG_MAPPING)
                                        .get("prefix")
                                        .orElseThrow()
                                        .toString()))
                        .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                        .collect(toSet());
    }

    private static Stream<String> names(JavaClass type, String prefix) {
        return type.getMethods().stream().flatMap(method -> {
            var name = prefix + '.' + method.getName().replaceAll("([A-Z])", "-$1");
            var group = method.getRawReturnType();
            return group.isNestedClass() && group.isInterface() ? names(group, name) : Stream.of(name);
        });
    }
}
