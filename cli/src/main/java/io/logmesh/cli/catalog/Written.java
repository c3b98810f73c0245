package io.logmesh.cli.catalog;

import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.catalog.CatalogEntry;
import io.logmesh.contract.catalog.CatalogKey;
import io.logmesh.contract.catalog.InvalidEntryException;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Keys and entries as people write them on a command line. */
final class Written {

    private static final String LABEL = CatalogEntry.LABELS + '.';

    private Written() {}

    static CatalogKey key(String text) {
        try {
            return CatalogKey.read(text);
        } catch (InvalidEntryException e) {
            throw new Refusal(e.getMessage());
        }
    }

    /** One JSON object, or fields such as {@code team=money} and {@code labels.tier=1}. It is the person's from now on. */
    static CatalogEntry entry(List<String> words) {
        boolean isJson = words.size() == 1 && words.getFirst().stripLeading().startsWith("{");
        byte[] json = isJson ? words.getFirst().getBytes(StandardCharsets.UTF_8) : json(words);
        try {
            var entry = CatalogEntry.readStrictly(json);
            if (entry.isEmpty()) {
                throw new Refusal("that says nothing; to take an entry out, use catalog delete");
            }
            return new CatalogEntry(entry.texts(), entry.labels(), false);
        } catch (InvalidEntryException e) {
            throw new Refusal(e.getMessage());
        }
    }

    private static byte[] json(List<String> words) {
        var texts = new TreeMap<String, String>();
        var labels = new TreeMap<String, String>();
        for (var word : words) {
            int sign = word.indexOf('=');
            if (sign <= 0) {
                throw new Refusal("'" + word + "' is neither field=text, such as team=money, nor a JSON object");
            }
            var name = word.substring(0, sign);
            var map = name.startsWith(LABEL) ? labels : texts;
            if (map.put(name.startsWith(LABEL) ? name.substring(LABEL.length()) : name, word.substring(sign + 1))
                    != null) {
                throw new Refusal("'" + name + "' is given twice");
            }
        }
        var json = new JsonBuffer(256).append((byte) '{');
        texts.forEach((name, text) -> member(json, name, text));
        if (!labels.isEmpty()) {
            json.append(texts.isEmpty() ? "" : ",")
                    .appendString(CatalogEntry.LABELS)
                    .append(":{");
            labels.forEach((name, text) -> member(json, name, text));
            json.append((byte) '}');
        }
        return json.append((byte) '}').toByteArray();
    }

    private static void member(JsonBuffer json, String name, String text) {
        json.append(json.array()[json.length() - 1] == '{' ? "" : ",");
        json.appendString(name).append((byte) ':').appendString(text);
    }
}
