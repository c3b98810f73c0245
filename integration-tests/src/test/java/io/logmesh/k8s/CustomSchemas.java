package io.logmesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.client.CustomResource;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schemas of what operators add to Kubernetes: Strimzi's from its own generator, the others as they are published, from a
 * folder beside this project that may be missing.
 */
final class CustomSchemas {

    static final Path PUBLISHED = Path.of("..", "..", "shared", "crds");

    private static final List<Class<? extends CustomResource<?, ?>>> STRIMZI =
            List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V7);
    private static final Map<String, JsonSchema> STRIMZI_SCHEMAS = strimzi();
    private static final Map<String, Optional<JsonSchema>> OTHERS = new ConcurrentHashMap<>();

    private CustomSchemas() {}

    static Optional<JsonSchema> of(JsonNode object) {
        var version = object.get("apiVersion").asText();
        var kind = object.get("kind").asText();
        return version.startsWith("kafka.strimzi.io/")
                ? Optional.ofNullable(STRIMZI_SCHEMAS.get(version + ' ' + kind))
                : OTHERS.computeIfAbsent(fileOf(version, kind), CustomSchemas::published);
    }

    static List<String> problems(JsonSchema schema, JsonNode object) {
        return schema.validate(object).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String fileOf(String apiVersion, String kind) {
        return apiVersion.replace("/", "_" + kind.toLowerCase(Locale.ROOT) + '_') + ".json";
    }

    /** The worktrees of this project may be one folder further away from it. */
    private static Optional<JsonSchema> published(String file) {
        return folder().map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .map(path -> {
                    try {
                        return closed(new ObjectMapper().readTree(path.toFile()));
                    } catch (IOException e) {
                        throw new AssertionError(path + " can't be read", e);
                    }
                });
    }

    static Optional<Path> folder() {
        return Stream.of(PUBLISHED, Path.of("..").resolve(PUBLISHED))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Map<String, JsonSchema> strimzi() {
        try {
            var folder = Files.createTempDirectory("crds");
            var arguments = Stream.concat(
                    Stream.of("--yaml"),
                    STRIMZI.stream().map(kind -> kind.getName() + '=' + folder.resolve(kind.getSimpleName())));
            var generator =
                    Class.forName("io.strimzi.crdgenerator.CrdGenerator").getMethod("main", String[].class);
            generator.setAccessible(true);
            var _ = generator.invoke(null, (Object) arguments.toArray(String[]::new));
            return STRIMZI.stream()
                    .flatMap(kind -> versions(folder.resolve(kind.getSimpleName())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError("Strimzi's generator fails", e);
        }
    }

    private static Stream<Map.Entry<String, JsonSchema>> versions(Path file) {
        try {
            var definition = Manifests.YAML.readTree(file.toFile());
            var group = definition.at("/spec/group").asText();
            var kind = definition.at("/spec/names/kind").asText();
            return Manifests.list(definition.at("/spec/versions"))
                    .map(version -> Map.entry(
                            group + '/' + version.get("name").asText() + ' ' + kind,
                            closed(version.at("/schema/openAPIV3Schema"))));
        } catch (IOException e) {
            throw new AssertionError(file + " can't be read", e);
        }
    }

    /** Where a schema lists fields, there are no others: the API server would drop them without a word. */
    private static JsonSchema closed(JsonNode schema) {
        close(schema);
        // What every object has beside its own; the API server knows it by itself.
        var fields = (ObjectNode) schema.get("properties");
        for (var own : Set.of("apiVersion", "kind", "metadata")) {
            fields.putObject(own);
        }
        return FACTORY.getSchema(schema);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode node
                && node.get("properties") instanceof ObjectNode
                && !node.has("additionalProperties")
                && !node.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            node.put("additionalProperties", false);
        }
        schema.forEach(CustomSchemas::close);
    }
}
