package io.logmesh.contract.enrichment;

import io.logmesh.contract.IdSample;
import io.logmesh.contract.routing.RecordReader;
import io.logmesh.contract.sources.IndexSettings.Sample;
import java.util.Optional;

/** Decides which records a source's {@code index.sample} leaves out of the index. Not thread-safe. */
public final class IndexSampling {

    private final RecordReader reader = new RecordReader();

    /** By a hash of the id, so that a replay comes to the same. What is not indexed anyway is not left out once more. */
    public boolean leavesOut(Optional<Sample> sample, Origin origin, Enriched enriched) {
        return sample.isPresent()
                && !origin.marks().archivedOnly()
                && !IdSample.keeps(origin.id(), sample.get().keep())
                && appliesTo(sample.get(), enriched);
    }

    /** Whether only a share of such records is indexed. */
    public boolean appliesTo(Sample sample, Enriched enriched) {
        return sample.when().isEmpty() || sample.when().get().holds(reader.read(enriched.value()));
    }
}
