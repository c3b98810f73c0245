package io.logmesh.contract.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Multiline;
import io.logmesh.contract.sources.Parsing;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Shape;
import io.logmesh.contract.sources.TimeWindow;
import io.logmesh.contract.sources.Treatment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the shape and whatever the record: what comes out is a record, and the mesh's own part of it is whole. */
class ShapePropertiesTest {

    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "fields", "log", "kubernetes", "\\u0061", "source");

    private final Enrichment enrichment = new Enrichment();

    @Property(tries = 3000)
    void anyShapeMakesAValidRecord(@ForAll("objects") String object, @ForAll("shapes") Shape shape) {
        var treatment = new Treatment(Multiline.AUTO, Parsing.AUTO, TimeWindow.DEFAULT, Redaction.NONE, shape);

        var enriched = Enrichments.enriched(
                enrichment, object.getBytes(StandardCharsets.UTF_8), Enrichments.ORIGIN, treatment);

        var record = Enrichments.members(enriched.value());
        assertThat(record)
                .containsKeys("@timestamp", "ingest_ts")
                .containsEntry("source", Enrichments.ORIGIN.source())
                .containsEntry("event_id", Enrichments.ORIGIN.id());
        for (var path : shape.drop()) {
            boolean isNotWhole = path.contains(".")
                    || shape.keep().stream().anyMatch(kept -> kept.startsWith(path + '.'))
                    || (path.equals("fields") && !shape.rename().isEmpty())
                    || record.getOrDefault(path, "").startsWith("{\"excess");
            assertThat(isNotWhole || !record.containsKey(path)).as(path).isTrue();
        }
        assertThat(Enrichments.enriched(
                                new Enrichment(),
                                object.getBytes(StandardCharsets.UTF_8),
                                Enrichments.ORIGIN,
                                treatment)
                        .value())
                .as("no trace of the records before")
                .isEqualTo(enriched.value());
    }

    @Provide
    Arbitrary<Shape> shapes() {
        var paths = Arbitraries.of(
                "a", "b", "a.b", "a.a", "fields", "fields.a", "fields.a.b", "fields.b", "log", "kubernetes.a");
        var some = paths.set().ofMaxSize(3);
        var names = Arbitraries.of("a", "b", "c");
        var renames = Combinators.combine(paths, names)
                .as(List::of)
                .list()
                .ofMaxSize(2)
                .map(pairs -> {
                    var map = new HashMap<String, String>();
                    pairs.forEach(pair -> map.put(pair.getFirst(), pair.getLast()));
                    return map;
                });
        return Combinators.combine(
                        some,
                        Arbitraries.oneOf(Arbitraries.just(Set.<String>of()), some),
                        renames,
                        Arbitraries.of(1, 2, 200),
                        Arbitraries.of(1, 2, 20),
                        Arbitraries.of(1, 3, 256))
                .as((drop, keep, rename, fields, depth, length) -> {
                    drop.removeAll(rename.keySet());
                    drop.removeAll(keep);
                    return new Shape(drop, keep, rename, fields, depth, length);
                });
    }

    @Provide
    Arbitrary<String> objects() {
        return object(3);
    }

    private Arbitrary<String> object(int depth) {
        var scalars = Arbitraries.of(
                "1",
                "null",
                "\"text\"",
                "\"\u00e4\u00e4\u00e4\"",
                "\"\\u00e4\\n\\ud83d\\ude00\"",
                "[1,[2,[3]]]",
                "[{\"a\":1}]",
                "\"a=1 b=2 c=3\"",
                "\"{\\\"a\\\":{\\\"b\\\":{}},\\\"b\\\":[1]}\"");
        var values = depth == 0 ? scalars : Arbitraries.oneOf(scalars, object(depth - 1));
        return Combinators.combine(Arbitraries.of(NAMES), values)
                .as((name, value) -> List.of(name, value))
                .list()
                .ofMaxSize(5)
                .uniqueElements(member -> member.getFirst().replace("\\u0061", "a"))
                .map(members -> members.stream()
                        .map(member -> '"' + member.getFirst() + "\":" + member.getLast())
                        .collect(Collectors.joining(",", "{", "}")));
    }
}
