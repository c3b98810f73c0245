package io.logmesh.contract.routing;

import io.logmesh.contract.sources.RecordVariables;
import java.util.Map;

/** Lets conditions look at a record that has been routed already, as {@link Routing} lets them look at raw ones. Not thread-safe. */
public final class RecordReader {

    private final RecordLayout layout = new RecordLayout();
    private final RecordView view = new RecordView();

    /** The record, a JSON object, as conditions see it; good until the next one is read. It has no topic and no headers. */
    public RecordVariables read(byte[] record) {
        layout.read(record);
        return view.of(new RawRecord("", 0, 0, 0, record, Map::of), layout);
    }
}
