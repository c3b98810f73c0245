package io.logmesh.cli.catalog;

import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.OwnerField;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries as they are printed. */
final class Shown {

    private Shown() {}

    /** {@code {"key":"namespace/shop","entry":{…}}}, on one line. */
    static String json(String key, CatalogEntry entry) {
        var json = new JsonBuffer(256).append("{\"key\":").appendString(key);
        json.append(",\"entry\":").append(entry.toJson()).append((byte) '}');
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    /** As it would be put: {@code team=money labels.tier=1}, and who wrote it, if that was the watcher. */
    static String text(CatalogEntry entry) {
        var words = new ArrayList<String>();
        for (var field : OwnerField.values()) {
            if (entry.texts().containsKey(field)) {
                words.add(field.key() + '=' + quoted(entry.texts().get(field)));
            }
        }
        entry.labels().forEach((name, text) -> words.add("labels." + name + '=' + quoted(text)));
        if (entry.watched()) {
            words.add("(by the watcher)");
        }
        return String.join(" ", words);
    }

    /** A line for each, the keys as wide as the longest. */
    static List<String> table(Map<String, CatalogEntry> entries) {
        int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        return entries.entrySet().stream()
                .map(entry ->
                        String.format("%-" + Math.max(1, width) + "s  %s", entry.getKey(), text(entry.getValue())))
                .toList();
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c == '\'' || c == '"')
                ? '\'' + text.replace("'", "'\\''") + '\''
                : text;
    }
}
