package io.logmesh.cli.collect;

import io.logmesh.contract.json.JsonBuffer;
import java.time.Instant;
import java.util.TreeMap;

/** The shape that Fluentd's Kubernetes daemonset gives to a container's log line. Not thread-safe. */
public final class FluentdJson {

    private final JsonBuffer json = new JsonBuffer(4096);

    /** The record of one line that the collector took in at {@code ingested}. */
    public byte[] of(CriLine line, Container container, Instant ingested) {
        line(line);
        kubernetes(container);
        return end(ingested);
    }

    /** The same where it is not known which container wrote the line. */
    public byte[] of(CriLine line, Instant ingested) {
        line(line);
        return end(ingested);
    }

    private void line(CriLine line) {
        json.clear().append("{\"log\":").appendString(line.text());
        json.append(",\"stream\":").appendString(line.stream());
        json.append(",\"logtag\":").appendString(line.tag());
        json.append(",\"time\":").appendString(line.time());
    }

    private byte[] end(Instant ingested) {
        json.append(",\"ingest_ts\":").appendString(ingested.toString());
        return json.append((byte) '}').toByteArray();
    }

    private void kubernetes(Container container) {
        json.append(",\"kubernetes\":{\"namespace_name\":").appendString(container.namespace());
        json.append(",\"pod_name\":").appendString(container.pod());
        json.append(",\"container_name\":").appendString(container.name());
        json.append(",\"host\":").appendString(container.node());
        json.append(",\"labels\":{");
        var separator = "";
        for (var label : new TreeMap<>(container.labels()).entrySet()) {
            json.append(separator)
                    .appendString(label.getKey())
                    .append((byte) ':')
                    .appendString(label.getValue());
            separator = ",";
        }
        json.append("}}");
    }
}
