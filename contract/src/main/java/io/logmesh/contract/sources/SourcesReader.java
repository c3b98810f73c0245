package io.logmesh.contract.sources;

import io.logmesh.contract.SourceName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one {@code logmesh.yaml}. Goes on after a mistake, so that all of them are reported at once. */
final class SourcesReader {

    static final List<String> FILE_KEYS = List.of("sources", "default", "topics", "catalog", "tests");
    static final List<String> SOURCE_KEYS = TreatmentReader.withKeys(
            "match", "copy", "drop", "partitions", "lane", "quota", "topic", "archive", "index");

    private final String yaml;
    private final Problems problems;
    private final ConditionCompiler compiler = new ConditionCompiler();
    private final TopicSettingsReader topicSettings;
    private final QuotaReader quotas;
    private final ArchivingReader archivings;
    private final TreatmentReader treatments;
    private final IndexSettingsReader indexSettings;

    SourcesReader(String file, String yaml) {
        this.yaml = yaml;
        this.problems = new Problems(file);
        this.topicSettings = new TopicSettingsReader(problems);
        this.quotas = new QuotaReader(problems);
        this.archivings = new ArchivingReader(problems);
        this.treatments = new TreatmentReader(problems);
        this.indexSettings = new IndexSettingsReader(problems, this::condition);
    }

    Sources read() throws InvalidSourcesException {
        var root = compose();
        if (root == null) {
            // More likely a save that was cut off than the wish to route nothing.
            problems.add("is empty; a file without rules says 'sources: {}'");
        }
        var members = root == null ? Members.none() : Members.of(root, "the file", FILE_KEYS, problems);
        var defaultName = members.scalar("default").flatMap(this::sourceName).orElse(Sources.DEFAULT);
        var declared =
                members.value("sources").map(node -> sources(node, defaultName)).orElse(List.of());
        var topics = members.value("topics").map(topicSettings::ofFile).orElse(TopicSettings.NONE);
        var catalog = members.value("catalog")
                .map(new CatalogSettingsReader(problems)::of)
                .orElse(CatalogSettings.DEFAULT);
        var sources = Sources.of(declared, defaultName, topics, catalog);
        var tests = members.value("tests")
                .map(new TestsReader(sources, problems)::of)
                .orElse(List.of());
        problems.throwIfAny();
        return sources.with(tests);
    }

    private Node compose() throws InvalidSourcesException {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            problems.add(
                    e.getProblemMark(),
                    e.getContext() == null ? e.getProblem() : e.getContext() + ": " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(e.getMessage());
        }
        problems.throwIfAny();
        throw new IllegalStateException("every mistake is a problem");
    }

    private List<Source> sources(Node node, String defaultName) {
        var declared = new ArrayList<Source>();
        Members.of(node, "sources", null, problems).forEach((key, value) -> sourceName(key)
                .ifPresent(name -> declared.add(source(name, key, value, name.equals(defaultName)))));
        return declared;
    }

    private Optional<String> sourceName(ScalarNode node) {
        if (SourceName.isValid(node.getValue())) {
            return Optional.of(node.getValue());
        }
        problems.add(node, SourceName.problem(node.getValue()));
        return Optional.empty();
    }

    private Source source(String name, ScalarNode key, Node value, boolean isDefault) {
        var members = Members.of(value, "source '" + name + "'", SOURCE_KEYS, problems);
        boolean isCopy = members.read("copy", Form.BOOLEAN).orElse(false);
        if (isCopy && isDefault) {
            problems.add(
                    members.value("copy").orElse(value),
                    "the default source takes what nothing else does, it can't be a copy");
        }
        if (members.value("match").isEmpty()
                && !isDefault
                && (value instanceof MappingNode || value.getTag().equals(Tag.NULL))) {
            problems.add(key, "source '" + name + "' has no match; only the default source can do without");
        }
        return new Source(
                name,
                members.scalar("match").flatMap(this::condition),
                isCopy,
                members.scalar("drop").flatMap(this::condition),
                members.scalar("lane").flatMap(this::lane),
                members.value("quota").flatMap(node -> quotas.of(node, name)),
                topicSettings.ofSource(members, name),
                archivings.of(members, name),
                treatments.of(members, name),
                members.value("index").map(node -> indexSettings.of(node, name)).orElse(IndexSettings.DEFAULT));
    }

    private Optional<String> lane(ScalarNode node) {
        if (SourceName.isValid(node.getValue())) {
            return Optional.of(node.getValue());
        }
        problems.add(node, SourceName.problem(node.getValue()).replace("a source", "a lane"));
        return Optional.empty();
    }

    private Optional<Condition> condition(ScalarNode node) {
        try {
            return Optional.of(compiler.compile(node.getValue()));
        } catch (InvalidExpressionException e) {
            var place = new ScalarPlace(yaml, node);
            e.faults().forEach(fault -> problems.add(place.of(fault.offset()), fault.message()));
            return Optional.empty();
        }
    }
}
