package io.logmesh.contract.sources;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which fields of a source's records stay, under which names, and how large they may be. A field is named by its path: the
 * names from the record inwards, with dots between them, whether a dot stands between two objects or in a name.
 *
 * @param drop which go
 * @param keep of what the collector sent and of {@code fields}, only these stay; empty = all
 * @param rename those that become a member of {@code fields}, and its name there
 * @param maxFields how many members {@code fields} may have, and how many of no known meaning the record
 * @param maxDepth how deep objects and lists may lie in one another, from a member of the record on
 * @param maxLength how many bytes a text may have, as written in JSON; not that of {@code log} and {@code message}
 */
public record Shape(
        Set<String> drop, Set<String> keep, Map<String, String> rename, int maxFields, int maxDepth, int maxLength) {

    /** Elasticsearch takes 1000 fields in an index by default, and an index has many kinds of records. */
    public static final int DEFAULT_FIELDS = 200;

    /** As deep as Elasticsearch's {@code flattened} takes objects, which {@code fields} is; {@code fields} is the first. */
    public static final int DEFAULT_DEPTH = 20;

    /** As long as an event of many lines may be. */
    public static final int DEFAULT_LENGTH = Multiline.DEFAULT_BYTES;

    /** Nothing said: all stays, within limits that hold for any source. */
    public static final Shape DEFAULT =
            new Shape(Set.of(), Set.of(), Map.of(), DEFAULT_FIELDS, DEFAULT_DEPTH, DEFAULT_LENGTH);

    public Shape {
        // Sorted, since the hash of the rules is made of it and must be the same in every process.
        drop = sorted(drop);
        keep = sorted(keep);
        rename = sorted(rename);
    }

    /** Whether it says anything of particular fields. */
    public boolean namesFields() {
        return !drop.isEmpty() || !keep.isEmpty() || !rename.isEmpty();
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    private static SortedMap<String, String> sorted(Map<String, String> names) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }
}
