package io.logmesh.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The objects of {@code k8s/}: as an overlay is rendered, or as they stand in the files. */
record Manifests(String name, List<JsonNode> objects) {

    static final Path FOLDER = Path.of("..", "k8s");

    /** Each document of a file is read by itself, and no key may stand twice. */
    static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

    private static final String OPTIONAL = "optional components";

    /** In an order that their patches allow. */
    static final List<String> OPTIONAL_COMPONENTS = List.of(
            "strimzi",
            "eck",
            "s3",
            "tls",
            "hpa",
            "catalog-watch",
            "tiered-storage",
            "searchable-snapshots",
            "trino",
            "spark",
            "versions");

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    static Stream<String> overlays() throws IOException {
        return folders(FOLDER.resolve("overlays"));
    }

    /** Each overlay as it would be applied, as kubectl renders it; without one, the calling test is skipped. */
    static Stream<Manifests> rendered() throws IOException {
        Assumptions.assumeTrue(
                hasKubectl(), "no kubectl on the PATH, so no overlay is rendered; only the files are checked");
        return Stream.concat(overlays(), Stream.of(OPTIONAL)).map(Manifests::of);
    }

    private static Manifests of(String name) {
        return RENDERED.computeIfAbsent(
                name,
                key -> new Manifests(
                        key,
                        parse(kustomize(
                                key.equals(OPTIONAL)
                                        ? optional()
                                        : FOLDER.resolve("overlays").resolve(key)))));
    }

    /** An overlay of the components that no other one has, and with rules of its own, as k8s/README.md says it. */
    private static Path optional() {
        try {
            var folder = Files.createDirectories(Path.of("target", "k8s-optional"));
            Files.copy(
                    FOLDER.resolve("base").resolve("logmesh.yaml"),
                    folder.resolve("logmesh.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
            var components = OPTIONAL_COMPONENTS.stream()
                    .map(component -> "  - ../../../k8s/components/" + component + '\n')
                    .collect(Collectors.joining());
            Files.writeString(folder.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    namespace: logmesh
                    resources: [../../../k8s/base, ../../../k8s/lane]
                    configMapGenerator:
                      - {name: logmesh-sources, behavior: replace, files: [logmesh.yaml], options: {disableNameSuffixHash: true}}
                      - {name: logmesh-check, behavior: replace, files: [logmesh.yaml], options: {disableNameSuffixHash: true}}
                    components:
                    """ + components);
            return folder;
        } catch (IOException e) {
            throw new AssertionError("the overlay can't be written", e);
        }
    }

    /** What {@code kubectl kustomize} makes of a folder. */
    static String kustomize(Path folder) {
        try {
            var process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(folder + " can't be rendered: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("kubectl can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static boolean hasKubectl() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** What stands in the files, with or without a kubectl: whole objects, patches, and files of other programs not. */
    static Stream<Manifests> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .map(file -> new Manifests(FOLDER.relativize(file).toString(), wholeObjects(file)))
                    .filter(file -> !file.objects().isEmpty());
        }
    }

    private static List<JsonNode> wholeObjects(Path file) {
        try {
            var kustomization = file.resolveSibling("kustomization.yaml");
            boolean isPatch = Files.exists(kustomization)
                    && list(YAML.readTree(kustomization.toFile()).path("patches"))
                            .anyMatch(patch -> file.endsWith(patch.path("path").asText("none")));
            return isPatch ? List.of() : parse(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file + " can't be read", e);
        }
    }

    static List<JsonNode> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            var objects = new ArrayList<JsonNode>();
            documents.forEachRemaining(objects::add);
            return objects.stream().filter(Manifests::isObject).toList();
        } catch (IOException e) {
            throw new AssertionError("no YAML: " + yaml.lines().limit(5).toList(), e);
        }
    }

    private static boolean isObject(JsonNode document) {
        return document.has("apiVersion")
                && document.has("kind")
                && !document.get("apiVersion").asText().startsWith("kustomize.config.k8s.io");
    }

    Stream<JsonNode> kind(String kind) {
        return objects.stream().filter(object -> object.get("kind").asText().equals(kind));
    }

    JsonNode named(String kind, String name) {
        return kind(kind)
                .filter(object -> nameOf(object).equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Whatever makes pods of a template. */
    Stream<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> object.at("/spec/template/spec").has("containers"));
    }

    static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String describe(JsonNode object) {
        return object.get("kind").asText() + ' ' + nameOf(object);
    }

    static JsonNode podOf(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /** Containers and init containers. */
    static Stream<JsonNode> containersOf(JsonNode workload) {
        return Stream.concat(
                list(podOf(workload).path("initContainers")),
                list(podOf(workload).path("containers")));
    }

    static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Stream<String> folders(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries
                    .filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
