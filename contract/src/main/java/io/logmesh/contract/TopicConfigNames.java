package io.logmesh.contract;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;

/** What can be set of a topic, by the names of the Kafka client in use. */
public final class TopicConfigNames {

    public static final Set<String> ALL = names();

    private TopicConfigNames() {}

    private static Set<String> names() {
        var names = new TreeSet<String>();
        for (var field : TopicConfig.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getName().endsWith("_CONFIG")) {
                try {
                    names.add((String) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("a public constant can be read", e);
                }
            }
        }
        return Set.copyOf(names);
    }
}
