package io.logmesh.enricher;

import io.logmesh.contract.SourceName;
import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Treatment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules in force say is to be done with the records of each source. Thread-safe. */
final class Treatments {

    /** What was made of {@code sources}, which are replaced as a whole where the file changes. */
    private record Known(Sources sources, Map<String, Source> bySource) {

        static Known of(Sources sources) {
            return new Known(
                    sources,
                    sources.all().stream().collect(Collectors.toUnmodifiableMap(Source::name, Function.identity())));
        }
    }

    private final Supplier<Sources> rules;
    private volatile Known known;

    Treatments(Supplier<Sources> rules) {
        this.rules = rules;
        this.known = Known.of(rules.get());
    }

    /** That of the source; of one that the rules do not know, the default. */
    Treatment of(String source) {
        var known = source(source);
        return known == null ? Treatment.DEFAULT : known.treatment();
    }

    /** What is to be taken out of a record of that source; if nobody knows whose it is, what any source takes out. */
    List<Redaction> redactions(String source) {
        var all = source == null || !SourceName.isValid(source)
                ? rules.get().all().stream()
                : Stream.ofNullable(source(source));
        return all.map(one -> one.treatment().redaction())
                .filter(Redaction::isOn)
                .toList();
    }

    /** Which of the source's records are indexed. */
    IndexSettings index(String source) {
        var known = source(source);
        return known == null ? IndexSettings.DEFAULT : known.index();
    }

    private Source source(String name) {
        var sources = rules.get();
        var current = known;
        if (!current.sources().equals(sources)) {
            current = Known.of(sources);
            known = current;
        }
        return current.bySource().get(name);
    }
}
