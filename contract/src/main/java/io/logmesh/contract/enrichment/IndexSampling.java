package io.logmesh.contract.enrichment;

import io.logmesh.contract.IdSample;
import io.logmesh.contract.routing.RecordReader;
import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.contract.sources.IndexSettings.Sample;

/** Decides which records the {@code index} section of their source keeps out of the index. Not thread-safe. */
public final class IndexSampling {

    private final RecordReader reader = new RecordReader();

    /** By a hash of the id, so that a replay comes to the same. What is not indexed anyway is not left out once more. */
    public boolean leavesOut(IndexSettings index, Origin origin, Enriched enriched) {
        return !origin.marks().archivedOnly()
                && (!index.isIndexed()
                        || index.sample()
                                .filter(sample -> !IdSample.keeps(origin.id(), sample.keep()))
                                .filter(sample -> appliesTo(sample, enriched))
                                .isPresent());
    }

    /** Whether only a share of such records is indexed. */
    public boolean appliesTo(Sample sample, Enriched enriched) {
        return sample.when().isEmpty() || sample.when().get().holds(reader.read(enriched.value()));
    }
}
