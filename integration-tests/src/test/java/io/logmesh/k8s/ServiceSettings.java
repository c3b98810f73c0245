package io.logmesh.k8s;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The environment variables that each service reads, by its configuration's interface. */
final class ServiceSettings {

    /** What every service reads without an interface of its own. */
    private static final Set<String> COMMON = Set.of("LOGMESH_SOURCES_FILE", "QUARKUS_HTTP_PORT");

    /** Of the AWS SDK's default chain. */
    private static final Set<String> AWS =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ROLE_ARN");

    private static final Map<String, String> CONFIGURATIONS = Map.of(
            "router", "io.logmesh.router.RouterConfig",
            "enricher", "io.logmesh.enricher.EnricherConfig",
            "s3-archiver", "io.logmesh.archiver.ArchiverConfig",
            "es-indexer", "io.logmesh.indexer.IndexerConfig");

    private static final Set<String> KAFKA = kafka();

    private ServiceSettings() {}

    static Set<String> services() {
        return CONFIGURATIONS.keySet();
    }

    /** All of {@code service}, from the class files that the build has made of it. */
    static Set<String> of(String service) {
        var name = CONFIGURATIONS.get(service);
        var classes = new ClassFileImporter().importPath(Path.of("..", service, "target", "classes"));
        var config = classes.get(name);
        var prefix = config.getAnnotationOfType("io.smallrye.config.ConfigMapping")
                .get("prefix")
                .orElseThrow();
        var names = new TreeSet<>(COMMON);
        names.addAll(KAFKA);
        if (service.equals("s3-archiver")) {
            names.addAll(AWS);
        }
        properties(config, prefix.toString()).map(ServiceSettings::variable).forEach(names::add);
        return names;
    }

    private static Stream<String> properties(JavaClass config, String prefix) {
        return config.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .flatMap(method -> property(method, prefix + '.' + hyphened(method.getName())));
    }

    private static Stream<String> property(JavaMethod method, String name) {
        var type = method.getRawReturnType();
        boolean isGroup = type.isInterface() && type.getPackageName().startsWith("io.logmesh.");
        return isGroup ? properties(type, name) : Stream.of(name);
    }

    private static String hyphened(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** As MicroProfile Config looks for it. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Set<String> kafka() {
        return Stream.of(AdminClientConfig.configNames(), ConsumerConfig.configNames(), ProducerConfig.configNames())
                .flatMap(Set::stream)
                .map(name -> variable("kafka." + name))
                .collect(Collectors.toSet());
    }
}
