package io.logmesh.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Kubernetes' own kinds, as classes: a field that they don't have, or of another type, is a mistake. */
final class KubernetesModel {

    /** The classes keep unknown fields in a map; without it they are refused. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoRest())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<? extends KubernetesResource>> CLASSES = classes();

    private KubernetesModel() {}

    private static final class NoRest extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    static boolean knows(JsonNode object) {
        return CLASSES.containsKey(key(object));
    }

    /** What is wrong, if anything is. */
    static Optional<String> problem(JsonNode object) {
        try {
            var _ = STRICT.treeToValue(object, CLASSES.get(key(object)));
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String key(JsonNode object) {
        return object.get("apiVersion").asText() + ' ' + object.get("kind").asText();
    }

    private static Map<String, Class<? extends KubernetesResource>> classes() {
        var classes = new HashMap<String, Class<? extends KubernetesResource>>();
        for (var provider :
                ServiceLoader.load(KubernetesResource.class).stream().toList()) {
            var type = provider.type();
            if (HasMetadata.class.isAssignableFrom(type)
                    && type.getName().startsWith("io.fabric8.kubernetes.api.model.")) {
                var kind = type.asSubclass(HasMetadata.class);
                classes.put(HasMetadata.getApiVersion(kind) + ' ' + HasMetadata.getKind(kind), kind);
            }
        }
        return classes;
    }
}
