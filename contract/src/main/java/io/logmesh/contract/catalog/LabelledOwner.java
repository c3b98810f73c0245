package io.logmesh.contract.catalog;

import io.logmesh.contract.sources.CatalogSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes entries of the labels that namespaces and pods have, as {@code logmesh.yaml} says. */
public record LabelledOwner(CatalogSettings settings) {

    /**
     * The watcher's entry of a namespace or a pod.
     *
     * @param zone of its node; null where there is none, or it is not known
     */
    public CatalogEntry entry(Map<String, String> labels, String zone) {
        var texts = new EnumMap<OwnerField, String>(OwnerField.class);
        put(texts, OwnerField.TEAM, first(settings.team(), labels));
        put(texts, OwnerField.SERVICE, first(settings.service(), labels));
        put(texts, OwnerField.VERSION, first(settings.version(), labels));
        put(texts, OwnerField.ZONE, zone);
        var chosen = new TreeMap<String, String>();
        settings.labels().forEach(name -> put(chosen, name, labels.get(name)));
        return new CatalogEntry(texts, chosen, true);
    }

    private static String first(List<String> names, Map<String, String> labels) {
        return names.stream()
                .map(name -> labels.getOrDefault(name, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static <K> void put(Map<K, String> map, K key, String text) {
        if (text != null && !text.isEmpty()) {
            map.put(key, text);
        }
    }
}
