package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch.indices.stats.IndicesStats;
import co.elastic.clients.transport.ElasticsearchTransport;
import io.logmesh.contract.RecordFields;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.SourceSizes;
import io.logmesh.indexer.bulk.SourceSizes.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how much of each source stands in the daily indices. */
final class IndexSizes {

    private static final String BY_SOURCE = "sources";
    private static final int MOST_SOURCES = 10_000;

    private final ElasticsearchClient client;

    IndexSizes(ElasticsearchTransport transport) {
        this.client = new ElasticsearchClient(transport);
    }

    /** Of the days that count for that one. */
    SourceSizes measure(LocalDate day) throws IOException {
        var indices = SourceSizes.daysFor(day).map(past -> "logs-*-" + DailyIndex.DAY.format(past));
        var stats = client.indices()
                .stats(request -> request.index(indices.toList()).metric("store"));
        var sizes = new ArrayList<Size>();
        for (var index : stats.indices().entrySet()) {
            var parts = DailyIndex.partsOf(index.getKey());
            if (parts.isPresent() && parts.get().source().equals(DailyIndex.SHARED)) {
                sizes.addAll(shared(index.getKey(), parts.get().day(), index.getValue()));
            } else if (parts.isPresent()) {
                sizes.add(new Size(parts.get().source(), parts.get().day(), bytes(index.getValue()), true));
            }
        }
        return new SourceSizes(sizes);
    }

    private List<Size> shared(String index, LocalDate day, IndicesStats stats) throws IOException {
        var documents = documents(index);
        long all = documents.values().stream().mapToLong(count -> count).sum();
        double bytesEach = all == 0 ? 0 : (double) bytes(stats) / all;
        return documents.entrySet().stream()
                .map(source -> new Size(source.getKey(), day, (long) (source.getValue() * bytesEach), false))
                .toList();
    }

    /** By source; what is not refreshed yet is not counted. */
    private Map<String, Long> documents(String index) throws IOException {
        var bySource = Aggregation.of(
                asked -> asked.terms(terms -> terms.field(RecordFields.SOURCE).size(MOST_SOURCES)));
        var found =
                client.search(request -> request.index(index).size(0).aggregations(BY_SOURCE, bySource), Void.class);
        var counts = new HashMap<String, Long>();
        var aggregate = found.aggregations().get(BY_SOURCE);
        if (aggregate != null && aggregate.isSterms()) {
            aggregate
                    .sterms()
                    .buckets()
                    .array()
                    .forEach(bucket -> counts.put(bucket.key().stringValue(), bucket.docCount()));
        }
        return counts;
    }

    private static long bytes(IndicesStats stats) {
        return stats.primaries() == null || stats.primaries().store() == null
                ? 0
                : stats.primaries().store().sizeInBytes();
    }
}
