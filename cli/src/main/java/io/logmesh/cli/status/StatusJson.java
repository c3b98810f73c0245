package io.logmesh.cli.status;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.local.Service;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;

/** The panel for machines: one JSON object; what is not known is null. */
final class StatusJson {

    private final JsonBuffer json = new JsonBuffer(1024);

    private StatusJson() {}

    static String of(MeshReading now, MeshReading earlier) {
        return new StatusJson().write(now, earlier);
    }

    /** Where no mesh runs. */
    static String ofNone(String reason) {
        var json = new JsonBuffer(256).append("{\"running\":false,\"ready\":false,\"reason\":");
        return new String(json.appendString(reason).append("}").toByteArray(), StandardCharsets.UTF_8);
    }

    private String write(MeshReading now, MeshReading earlier) {
        var latency = now.latencySince(earlier);
        json.append("{\"running\":true,\"ready\":" + now.isReady() + ",\"stages\":{");
        var separator = "";
        for (var service : Service.values()) {
            json.append(separator).appendString(service.displayName()).append(":");
            stage(now.stages().get(service), now.rate(service, earlier));
            separator = ",";
        }
        json.append("},\"latency_seconds\":{\"p50\":" + number(latency.quantile(0.5)));
        json.append(",\"p99\":" + number(latency.quantile(0.99)) + '}');
        json.append(",\"documents\":" + now.documents());
        json.append(",\"objects\":" + now.objects());
        json.append(",\"archived_bytes\":" + now.archivedBytes());
        json.append(",\"dropped\":" + now.dropped());
        json.append(",\"dead_letters\":" + now.deadLetters() + '}');
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    private void stage(StageReading stage, double rate) {
        json.append("{\"state\":").appendString(stage.state().toString());
        json.append(",\"records_per_second\":" + number(OptionalDouble.of(rate)));
        json.append(",\"total\":" + stage.recordsIn());
        json.append(",\"lag\":" + (stage.lag().isPresent() ? stage.lag().getAsLong() : "null") + '}');
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "null";
    }
}
