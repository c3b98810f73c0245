package io.logmesh.indexer.bulk;

import java.util.ArrayList;
import java.util.List;

/** Fills one bulk: with one share for each lane, and what is left of it for whoever comes first. */
final class Filling<D extends Document> {

    private final BulkLimit limit;
    private final List<D> bulk = new ArrayList<>();
    private long bytes;

    Filling(BulkLimit limit) {
        this.limit = limit;
    }

    /** Takes the documents out of the lanes, of which one at least has some. */
    List<D> of(List<Lane<D>> lanes) {
        long share = Math.max(1, limit.bytes() / lanes.size());
        int most = Math.max(1, limit.documents() / lanes.size());
        boolean isMoving = true;
        while (isMoving) {
            isMoving = false;
            for (var lane : lanes) {
                isMoving |= move(lane, share, most);
            }
        }
        return bulk;
    }

    private boolean move(Lane<D> lane, long share, int most) {
        long moved = 0;
        int documents = 0;
        while (lane.peek() != null && moved < share && documents < most && fits(lane.peek())) {
            var document = lane.poll();
            bulk.add(document);
            bytes += document.value().length;
            moved += document.value().length;
            documents++;
        }
        return documents > 0;
    }

    private boolean fits(D document) {
        return bulk.isEmpty() || (bulk.size() < limit.documents() && bytes + document.value().length <= limit.bytes());
    }
}
