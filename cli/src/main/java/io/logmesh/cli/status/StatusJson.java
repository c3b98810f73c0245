package io.logmesh.cli.status;

import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
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
        for (var stage : now.stages().entrySet()) {
            json.append(separator).appendString(stage.getKey().displayName()).append(":");
            stage(stage.getValue(), now.rate(stage.getKey(), earlier));
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
        json.append(",\"lag\":" + (stage.lag().isPresent() ? stage.lag().getAsLong() : "null"));
        text(",\"rules\":", stage.rules().map(RulesReading::hash));
        text(",\"refused\":", stage.rules().flatMap(RulesReading::refused));
        json.append("}");
    }

    private void text(String name, Optional<String> value) {
        json.append(name);
        value.ifPresentOrElse(json::appendString, () -> json.append("null"));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "null";
    }
}
