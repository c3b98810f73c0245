package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The fields that a collector's configuration adds to each record, with the format of those that are times, as strftime writes it. */
final class CollectorStamps {

    private static final String NO_TIME = "";

    /** What Fluent Bit calls {@code iso8601_ns}. */
    private static final String ISO8601_NS = "%Y-%m-%dT%H:%M:%S.%NZ";

    private static final Map<String, String> DIRECTIVES = Map.of(
            "%Y", "yyyy", "%m", "MM", "%d", "dd", "%H", "HH", "%M", "mm", "%S", "ss", "%L", "SSS", "%N", "SSSSSSSSS");

    private CollectorStamps() {}

    static Map<String, String> fluentd() throws IOException {
        var transformer = Pattern.compile("<record>(.*?)</record>", Pattern.DOTALL)
                .matcher(CollectorSettingsTest.text("fluentd/fluent.conf"));
        assertThat(transformer.find()).isTrue();
        var stamps = new TreeMap<String, String>();
        transformer
                .group(1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    stamps.put(line.substring(0, space), found("strftime\\('([^']+)'\\)", line.substring(space)));
                });
        return stamps;
    }

    /** The time is added by the output. */
    static Map<String, String> fluentBit() throws IOException {
        var stamps = new TreeMap<String, String>();
        Pattern.compile("record\\[\"([^\"]+)\"] = (.*)")
                .matcher(CollectorSettingsTest.text("fluent-bit/mesh.lua"))
                .results()
                .forEach(field -> stamps.put(field.group(1), found("os\\.date\\(\"!([^\"]+)\"", field.group(2))));
        var output = CollectorSettingsTest.fluentBitOutput();
        assertThat(output.get("timestamp_format").asText()).isEqualTo("iso8601_ns");
        stamps.put(output.get("timestamp_key").asText(), ISO8601_NS);
        return stamps;
    }

    private static String found(String format, String text) {
        var matcher = Pattern.compile(format).matcher(text);
        return matcher.find() ? matcher.group(1) : NO_TIME;
    }

    /** What strftime makes of {@code time} in UTC. */
    static String formatted(String format, Instant time) {
        assertThat(format).as("a time").isNotEqualTo(NO_TIME);
        var text = new StringBuilder();
        var parts = Pattern.compile("%.|[^%]+").matcher(format);
        while (parts.find()) {
            var part = parts.group();
            assertThat(!part.startsWith("%") || DIRECTIVES.containsKey(part))
                    .as(part)
                    .isTrue();
            text.append(
                    part.startsWith("%")
                            ? DateTimeFormatter.ofPattern(DIRECTIVES.get(part))
                                    .withZone(ZoneOffset.UTC)
                                    .format(time)
                            : part);
        }
        return text.toString();
    }
}
