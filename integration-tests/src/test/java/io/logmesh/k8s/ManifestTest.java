package io.logmesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each object is what its kind may be: no field that is not known, and none of another type. */
class ManifestTest {

    /** Licensed, and published nowhere that could be used here; see the file that has it. */
    private static final Set<String> WITHOUT_SCHEMA = Set.of("StackConfigPolicy");

    static Stream<Manifests> rendered() throws IOException {
        return Manifests.rendered();
    }

    static Stream<Manifests> files() throws IOException {
        return Manifests.files();
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void overlayHasKnownFieldsOnly(Manifests overlay) {
        check(overlay);
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileHasKnownFieldsOnly(Manifests file) {
        check(file);
    }

    private static void check(Manifests manifests) {
        var unchecked = new TreeSet<String>();
        for (var object : manifests.objects()) {
            if (!WITHOUT_SCHEMA.contains(object.get("kind").asText()) && !isSound(object)) {
                unchecked.add(object.get("kind").asText());
            }
        }
        Assumptions.assumeTrue(unchecked.isEmpty(), () -> "not checked, for ../shared/crds is missing: " + unchecked);
    }

    /** Whether there was anything to check it by. */
    private static boolean isSound(JsonNode object) {
        if (KubernetesModel.knows(object)) {
            assertThat(KubernetesModel.problem(object))
                    .as(Manifests.describe(object))
                    .isEmpty();
            return true;
        }
        var schema = CustomSchemas.of(object);
        if (schema.isEmpty()) {
            assertThat(CustomSchemas.folder())
                    .as("there is no schema of %s", Manifests.describe(object))
                    .isEmpty();
            return false;
        }
        assertThat(CustomSchemas.problems(schema.get(), object))
                .as(Manifests.describe(object))
                .isEmpty();
        return true;
    }

    /** Else a typing error would pass in silence. */
    @Test
    void anUnknownFieldIsFound() {
        var pod = Manifests.parse("{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, imgae: b}]}}")
                .getFirst();
        var user = Manifests.parse("{apiVersion: kafka.strimzi.io/v1, kind: KafkaUser, spec: {authorisation: {}}}")
                .getFirst();

        assertThat(KubernetesModel.problem(pod)).get().asString().contains("imgae");
        assertThat(CustomSchemas.problems(CustomSchemas.of(user).orElseThrow(), user))
                .singleElement()
                .asString()
                .contains("authorisation");
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void noObjectIsThereTwice(Manifests overlay) {
        assertThat(overlay.objects().stream()
                        .map(object -> Manifests.describe(object) + " in "
                                + object.at("/metadata/namespace").asText()))
                .doesNotHaveDuplicates();
    }

    /** Both files are the same, and one that the services take. */
    @ParameterizedTest
    @MethodSource("rendered")
    void whatIsCheckedIsWhatIsUsed(Manifests overlay) throws InvalidSourcesException {
        var used = overlay.named("ConfigMap", "logmesh-sources")
                .at("/data/logmesh.yaml")
                .asText();
        var checked = overlay.named("ConfigMap", "logmesh-check")
                .at("/data/logmesh.yaml")
                .asText();

        assertThat(checked).isEqualTo(used);
        assertThat(Sources.parse(overlay + "/logmesh.yaml", used).named("k8s-logs"))
                .isPresent();
    }

    @Test
    void thereAreTheOverlaysThatTheReadmeNames() throws IOException {
        assertThat(Manifests.overlays()).containsExactly("existing", "local", "production");
    }

    /** What is in no rendered overlay is checked by nobody. */
    @Test
    void everyComponentIsRendered() throws IOException {
        var named = new StringBuilder();
        try (var files = Files.walk(Manifests.FOLDER.resolve("overlays"))) {
            for (var file : files.filter(file -> file.endsWith("kustomization.yaml")).toList()) {
                named.append(Files.readString(file));
            }
        }
        assertThat(Manifests.folders(Manifests.FOLDER.resolve("components")))
                .isNotEmpty()
                .allMatch(component -> Manifests.OPTIONAL_COMPONENTS.contains(component)
                        || named.indexOf("components/" + component) >= 0);
    }
}
