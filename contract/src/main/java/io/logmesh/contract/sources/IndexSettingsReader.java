package io.logmesh.contract.sources;

import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.contract.sources.IndexSettings.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code index: false}, or {@code index: {retention: 7d, shards: 2, sample: {keep: 10%, when: …}}}. */
final class IndexSettingsReader {

    static final int MAX_SHARDS = 1024;
    private static final Duration ONE_DAY = Duration.ofDays(1);
    static final List<String> KEYS = List.of("into", "retention", "shards", "refresh", "sample");
    static final List<String> SAMPLE_KEYS = List.of("keep", "when");

    /** What a source can't say about an index that it shares. */
    private static final List<String> OF_OWN_INDEX = List.of("retention", "shards", "refresh");

    private final Problems problems;
    private final Function<ScalarNode, Optional<Condition>> conditions;

    /** @param conditions compiles an expression, or reports what is wrong with it */
    IndexSettingsReader(Problems problems, Function<ScalarNode, Optional<Condition>> conditions) {
        this.problems = problems;
        this.conditions = conditions;
    }

    IndexSettings of(Node node, String source) {
        if (node instanceof ScalarNode scalar
                && Form.BOOLEAN.reading().apply(scalar.getValue()).isPresent()) {
            return Boolean.parseBoolean(scalar.getValue()) ? IndexSettings.DEFAULT : IndexSettings.NONE;
        }
        var members = Members.of(node, "index of source '" + source + "'", KEYS, problems);
        var into = members.read("into", Form.oneOf(Into.class)).orElse(Into.OWN);
        if (into == Into.SHARED) {
            OF_OWN_INDEX.forEach(key -> members.value(key)
                    .ifPresent(value -> problems.add(value, key + " can't be said of an index that sources share")));
        }
        return new IndexSettings(
                true,
                into,
                retention(members),
                members.read("shards", Form.numberUpTo(MAX_SHARDS)),
                members.read("refresh", Form.DURATION_TEXT),
                members.value("sample").flatMap(value -> sample(value, source)));
    }

    /** An index holds a day, and goes as a whole. */
    private Optional<Duration> retention(Members members) {
        var retention = members.read("retention", Form.DURATION_TEXT);
        if (retention.isPresent() && retention.get().compareTo(ONE_DAY) < 0) {
            problems.add(members.value("retention").orElseThrow(), "retention of an index is 1d at least");
        }
        return retention;
    }

    private Optional<Sample> sample(Node node, String source) {
        var members = Members.of(node, "sample of source '" + source + "'", SAMPLE_KEYS, problems);
        if (members.value("keep").isEmpty()) {
            problems.add(node, "sample needs keep: the share that is indexed, such as 10%");
        }
        var when = members.scalar("when").flatMap(conditions);
        return members.read("keep", Form.SHARE).map(keep -> new Sample(keep, when));
    }
}
