package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Balance;
import io.logmesh.cli.audit.balance.SourceBalance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an audit found out.
 *
 * @param caughtUp whether the mesh had processed everything before the counting began
 * @param messages how many raw messages were read; one may hold several records
 * @param deleted how many offsets of the raw topics were deleted before, by their retention
 * @param anonymousDeaths dead letters that do not say whose they are
 * @param unreadable the objects of the archive that can't be read, and why
 * @param notes what is to be known about the rules that the records were judged by
 */
record Report(
        boolean caughtUp,
        long messages,
        long deleted,
        long anonymousDeaths,
        List<String> unreadable,
        List<String> notes,
        Balance balance) {

    boolean isBalanced() {
        return caughtUp && balance.isBalanced() && unreadable.isEmpty();
    }

    /** As nested maps and lists, for machines. */
    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("balanced", isBalanced());
        map.put("caught_up", caughtUp);
        map.put("messages", messages);
        map.put("deleted", deleted);
        map.put("not_checkable", balance.notCheckable());
        map.put("later", balance.later());
        map.put("expected_elsewhere", balance.expectedElsewhere());
        map.put("anonymous_dead_letters", anonymousDeaths);
        map.put("unreadable", unreadable);
        map.put("notes", notes);
        var sources = new LinkedHashMap<String, Object>();
        balance.sources().forEach((name, source) -> sources.put(name, asMap(source)));
        map.put("sources", sources);
        map.put(
                "discrepancies",
                balance.discrepancies().stream()
                        .map(found -> Map.of(
                                "id", found.id(),
                                "source", found.source(),
                                "problem", found.problem().name().toLowerCase(Locale.ROOT)))
                        .toList());
        return map;
    }

    private static Map<String, Object> asMap(SourceBalance source) {
        var map = new LinkedHashMap<String, Object>();
        map.put("in", source.in());
        map.put("archived", source.archived());
        map.put("indexed", source.indexed());
        map.put("archived_only", source.archivedOnly());
        map.put("parked", source.parked());
        map.put("markers", source.markers());
        map.put("dropped", source.dropped());
        map.put("dead", source.dead());
        map.put("missing_in_archive", source.missingInArchive());
        map.put("missing_in_index", source.missingInIndex());
        map.put("twice_in_archive", source.twiceInArchive());
        map.put("twice_in_index", source.twiceInIndex());
        map.put("indexed_anyway", source.indexedAnyway());
        map.put("unexplained", source.unexplained());
        return map;
    }
}
