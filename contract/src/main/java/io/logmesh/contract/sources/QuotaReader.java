package io.logmesh.contract.sources;

import io.logmesh.contract.sources.Quota.Over;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code quota: {rate: 20MiB/s, over: archive-only}}. */
final class QuotaReader {

    private static final double DEFAULT_KEEP = 0.1;

    static final List<String> KEYS = List.of("rate", "over", "keep");

    private final Problems problems;

    QuotaReader(Problems problems) {
        this.problems = problems;
    }

    /** Nothing where it has no valid rate; the problem is reported then. */
    Optional<Quota> of(Node node, String source) {
        var members = Members.of(node, "quota of source '" + source + "'", KEYS, problems);
        var rate = members.read("rate", Form.RATE);
        var over = members.read("over", Form.oneOf(Over.class));
        var keep = members.read("keep", Form.SHARE);
        if (members.value("rate").isEmpty()) {
            problems.add(node, "quota needs a rate, such as 20MiB/s");
        }
        if (members.value("over").isEmpty()) {
            problems.add(node, "quota needs over: what becomes of the rest, archive-only, sample or park");
        }
        if (keep.isPresent() && over.isPresent() && over.get() != Over.SAMPLE) {
            problems.add(members.value("keep").orElse(node), "keep belongs to over: sample");
        }
        return rate.map(bytes -> new Quota(bytes, over.orElse(Over.ARCHIVE_ONLY), keep.orElse(DEFAULT_KEEP)));
    }
}
