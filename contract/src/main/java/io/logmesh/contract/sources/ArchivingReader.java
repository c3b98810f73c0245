package io.logmesh.contract.sources;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads <code>archive: {format: parquet, rotate: {size: 128MiB, every: 5m}}</code>. */
final class ArchivingReader {

    static final List<String> KEYS = List.of("format", "level", "layout", "rotate");
    static final List<String> ROTATE_KEYS = List.of("size", "every", "aligned", "records", "hourly");

    private static final Form<ArchiveFormat> FORMAT =
            Form.byName(List.of(ArchiveFormat.values()), ArchiveFormat::extension);

    private static final int MAX_RECORDS = 100_000_000;
    private static final int MAX_LEVEL = 19;

    private final Problems problems;

    ArchivingReader(Problems problems) {
        this.problems = problems;
    }

    Archiving of(Members source, String name) {
        return source.value("archive").map(node -> read(node, name)).orElse(Archiving.DEFAULT);
    }

    private Archiving read(Node node, String source) {
        var members = Members.of(node, "archive of source '" + source + "'", KEYS, problems);
        var rotate = members.value("rotate")
                .map(limits -> Members.of(limits, "rotate of source '" + source + "'", ROTATE_KEYS, problems))
                .orElseGet(Members::none);
        var format = members.read("format", FORMAT);
        return new Archiving(
                format,
                level(members, format),
                members.scalar("layout").flatMap(this::layout),
                rotate.read("size", Form.SIZE_TEXT),
                rotate.read("every", Form.DURATION_TEXT),
                rotate.read("aligned", Form.BOOLEAN),
                rotate.read("records", Form.numberUpTo(MAX_RECORDS)).map(Integer::longValue),
                rotate.read("hourly", Form.BOOLEAN));
    }

    private Optional<Integer> level(Members members, Optional<ArchiveFormat> format) {
        var level = members.read("level", Form.numberUpTo(MAX_LEVEL));
        if (level.isPresent() && format.isPresent() && !format.get().hasLevel(level.get())) {
            var problem = format.get().extension() + " has " + format.get().levels();
            members.value("level").ifPresent(node -> problems.add(node, problem));
        } else if (level.isPresent() && members.value("format").isEmpty()) {
            members.value("level").ifPresent(node -> problems.add(node, "level needs the format that it belongs to"));
        }
        return level;
    }

    private Optional<ArchiveLayout> layout(ScalarNode node) {
        try {
            return Optional.of(ArchiveLayout.parse(node.getValue()));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }
}
