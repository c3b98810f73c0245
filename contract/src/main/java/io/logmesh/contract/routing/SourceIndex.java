package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.Need;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Variables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the sources that may take a record without asking all of them: of those that compare a field or a label with
 * constants, only the ones with the record's own value come into question. So the cost of a record hangs on the record,
 * and not on the number of such sources. Values are looked up by their bytes, without making strings of them.
 *
 * <p>Not thread-safe: its buffers are used again for each record.
 */
final class SourceIndex {

    private static final Map<String, Field> TEXTS = Map.of(
            Variables.K8S_NAMESPACE, Field.NAMESPACE,
            Variables.K8S_POD, Field.POD,
            Variables.K8S_CONTAINER, Field.CONTAINER,
            Variables.K8S_HOST, Field.HOST,
            Variables.STREAM, Field.STREAM);

    private static final Map<String, Field> MAPS =
            Map.of(Variables.K8S_LABELS, Field.LABELS, Variables.K8S_ANNOTATIONS, Field.ANNOTATIONS);

    private final Source[] sources;
    private final boolean[] isDecided;
    private final BitSet always = new BitSet();
    private final BitSet candidates = new BitSet();
    private final Map<Field, TextTable<List<Integer>>> byText = new EnumMap<>(Field.class);
    private final Map<Field, TextTable<TextTable<List<Integer>>>> byMember = new EnumMap<>(Field.class);
    private final Map<String, List<Integer>> byTopic = new HashMap<>();
    private final JsonScanner scanner = new JsonScanner();

    SourceIndex(Sources all) {
        sources = all.all().toArray(Source[]::new);
        isDecided = new boolean[sources.length];
        for (int i = 0; i < sources.length; i++) {
            add(i);
        }
    }

    private void add(int source) {
        var condition = sources[source].match();
        if (condition.isEmpty()) {
            return;
        }
        var keys = condition.get().keys(SourceIndex::isIndexed);
        if (keys.isEmpty()) {
            always.set(source);
            return;
        }
        // Of two labels with one name the last counts, and the index takes both; so a label's word is not the last.
        isDecided[source] = condition.get().isJustItsKeys()
                && keys.stream().allMatch(need -> need.key().isEmpty());
        for (var need : keys) {
            need.values().forEach(value -> sourcesWith(need, value).add(source));
        }
    }

    private static boolean isIndexed(Need need) {
        var variable = need.variable();
        boolean isKnown = need.key().isPresent()
                ? MAPS.containsKey(variable)
                : TEXTS.containsKey(variable) || variable.equals(Variables.TOPIC);
        return isKnown && !need.values().isEmpty();
    }

    private List<Integer> sourcesWith(Need need, String value) {
        Optional<String> key = need.key();
        if (key.isPresent()) {
            return byMember.computeIfAbsent(MAPS.get(need.variable()), _ -> new TextTable<>())
                    .computeIfAbsent(key.get(), TextTable::new)
                    .computeIfAbsent(value, ArrayList::new);
        }
        var field = TEXTS.get(need.variable());
        return field == null
                ? byTopic.computeIfAbsent(value, _ -> new ArrayList<>())
                : byText.computeIfAbsent(field, _ -> new TextTable<>()).computeIfAbsent(value, ArrayList::new);
    }

    /** The sources that may take this record, in the order of the file; see {@link #source} and {@link #takes}. */
    BitSet candidates(RawRecord raw, RecordLayout record) {
        candidates.clear();
        candidates.or(always);
        if (!byTopic.isEmpty()) {
            add(candidates, byTopic.get(raw.topic()));
        }
        addText(candidates, record, Field.STREAM, byText.get(Field.STREAM));
        var container = record.container();
        if (container == null) {
            addContainers(candidates, record);
        } else {
            candidates.or(candidatesOf(container, record));
        }
        return candidates;
    }

    private BitSet candidatesOf(ContainerMetadata container, RecordLayout record) {
        if (container.candidates() == null) {
            var itsCandidates = new BitSet();
            addContainers(itsCandidates, record);
            container.keep(itsCandidates);
        }
        return container.candidates();
    }

    /** Adds those that compare what the metadata of a container says. */
    private void addContainers(BitSet found, RecordLayout record) {
        byText.forEach((field, table) -> {
            if (field != Field.STREAM) {
                addText(found, record, field, table);
            }
        });
        byMember.forEach((field, table) -> {
            if (record.begins(field, '{')) {
                addMembers(found, record, field, table);
            }
        });
    }

    private static void addText(BitSet found, RecordLayout record, Field field, TextTable<List<Integer>> table) {
        if (table != null && record.hasText(field)) {
            add(found, table.get(record.json(), record.start(field) + 1, record.end(field) - 1));
        }
    }

    private void addMembers(BitSet found, RecordLayout record, Field field, TextTable<TextTable<List<Integer>>> table) {
        byte[] json = record.json(field);
        scanner.reset(json, record.start(field), record.end(field));
        scanner.beginObject();
        while (scanner.nextMember()) {
            var values = table.get(json, scanner.keyStart(), scanner.keyEnd());
            scanner.skipValue();
            if (values != null) {
                int quote = scanner.valueIsString() ? 1 : 0;
                add(found, values.get(json, scanner.valueStart() + quote, scanner.valueEnd() - quote));
            }
        }
    }

    private static void add(BitSet found, List<Integer> some) {
        if (some != null) {
            some.forEach(found::set);
        }
    }

    Source source(int candidate) {
        return sources[candidate];
    }

    /** Whether that candidate takes the record, which {@code view} looks at. */
    boolean takes(int candidate, RecordView view) {
        return isDecided[candidate] || sources[candidate].matches(view);
    }
}
