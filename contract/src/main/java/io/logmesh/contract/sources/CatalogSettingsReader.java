package io.logmesh.contract.sources;

import io.logmesh.contract.sources.CatalogSettings.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code catalog: {watch: kubernetes, team: example.com/team, labels: [tier]}}. */
final class CatalogSettingsReader {

    static final List<String> KEYS = List.of("watch", "team", "service", "version", "labels");

    /** The name of a label, as Kubernetes has it: a name of up to 63 characters, perhaps behind a DNS name and a slash. */
    static final Pattern LABEL =
            Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

    /** As many as an entry may have. */
    static final int MOST_LABELS = 64;

    private final Problems problems;

    CatalogSettingsReader(Problems problems) {
        this.problems = problems;
    }

    CatalogSettings of(Node node) {
        var members = Members.of(node, "catalog", KEYS, problems);
        return new CatalogSettings(
                members.read("watch", Form.oneOf(Watch.class)),
                labels(members, "team", CatalogSettings.DEFAULT.team()),
                labels(members, "service", CatalogSettings.DEFAULT.service()),
                labels(members, "version", CatalogSettings.DEFAULT.version()),
                labels(members, "labels", CatalogSettings.DEFAULT.labels()));
    }

    private List<String> labels(Members members, String key, List<String> fallback) {
        return members.value(key).map(node -> labels(node, key)).orElse(fallback);
    }

    private List<String> labels(Node node, String key) {
        var names = new ArrayList<String>();
        var nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        for (var each : nodes) {
            var name = each instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (LABEL.matcher(name).matches()) {
                names.add(name);
            } else {
                problems.add(each, key + " takes names of labels, such as app.kubernetes.io/name, not '" + name + "'");
            }
        }
        if (nodes.size() > MOST_LABELS) {
            problems.add(node, key + " has more than " + MOST_LABELS + " names");
        }
        return List.copyOf(names);
    }
}
