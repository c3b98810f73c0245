package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the cluster offers, by the version and the modules of its nodes. A distribution may lack modules, and so may single
 * nodes: what one of them lacks is not used.
 *
 * @param version the oldest of its nodes', such as 8.19.21
 * @param modules that all nodes have
 * @param roles that any node has
 * @param heap of the node that has least, in bytes; {@link Long#MAX_VALUE} where no node tells
 */
record ClusterFeatures(String version, Set<String> modules, Set<String> roles, long heap) {

    /** The part of the nodes' info that is needed. */
    static final String PATH = "/_nodes/_all/plugins,jvm?filter_path=nodes.*.version,nodes.*.roles,"
            + "nodes.*.modules.name,nodes.*.jvm.mem.heap_max_in_bytes";

    private static final String FROZEN_ROLE = "data_frozen";

    private static final int OLDEST_MAJOR = 8;
    private static final int LOGSDB_SINCE = 8_17;

    private static final byte[] NODES = {'n', 'o', 'd', 'e', 's'};
    private static final byte[] VERSION = {'v', 'e', 'r', 's', 'i', 'o', 'n'};
    private static final byte[] ROLES = {'r', 'o', 'l', 'e', 's'};
    private static final byte[] JVM = {'j', 'v', 'm'};
    private static final byte[] MODULES = {'m', 'o', 'd', 'u', 'l', 'e', 's'};

    /** @throws MalformedJsonException where this is not what {@link #PATH} is answered with */
    static ClusterFeatures read(byte[] answer) {
        var scanner = new JsonScanner().reset(answer);
        ClusterFeatures common = null;
        require(scanner.beginObject());
        while (scanner.nextMember()) {
            if (scanner.keyIs(NODES) && scanner.beginObject()) {
                while (scanner.nextMember()) {
                    var node = node(answer, scanner);
                    common = common == null ? node : common.and(node);
                }
            } else {
                scanner.skipValue();
            }
        }
        require(common != null);
        return common;
    }

    /** What is wrong with such a cluster, if it is too old. */
    Optional<String> problem() {
        return number() / 100 < OLDEST_MAJOR
                ? Optional.of(
                        "it has version " + version + ", and logmesh needs 8.0 or later; check logmesh.indexer.hosts")
                : Optional.empty();
    }

    /** Index lifecycle management. */
    boolean hasLifecycles() {
        return modules.contains("x-pack-ilm");
    }

    /** The field type {@code match_only_text}, which takes less space than {@code text}. */
    boolean hasMatchOnlyText() {
        return modules.contains("mapper-extras");
    }

    /** The lifecycle that data streams have by themselves. */
    boolean hasStreamLifecycles() {
        return modules.contains("data-streams");
    }

    /** The index mode {@code logsdb}, which takes a fraction of the space. */
    boolean hasLogsdb() {
        return number() >= LOGSDB_SINCE;
    }

    /** What the cluster lacks for searching indices in a bucket, besides the licence; nothing where it has all. */
    Optional<String> missingForFrozen() {
        var missing = Stream.of("x-pack-ilm", "searchable-snapshots", "repository-s3")
                .filter(module -> !modules.contains(module))
                .map(module -> "the module " + module + " is missing")
                .findFirst();
        return missing.isPresent() || roles.contains(FROZEN_ROLE)
                ? missing
                : Optional.of("no node has the role " + FROZEN_ROLE);
    }

    /**
     * What is used and what is left out, and why, in one line.
     *
     * @param logsdb whether that is wanted
     */
    String description(boolean logsdb) {
        return "Elasticsearch " + version + ": " + logsdb(logsdb) + "; "
                + (hasMatchOnlyText() ? "match_only_text" : "text, since the module mapper-extras is missing") + "; "
                + (hasLifecycles()
                        ? "lifecycle policies"
                        : "no lifecycle policies, since the module x-pack-ilm is missing: the indexer deletes old indices");
    }

    private String logsdb(boolean isWanted) {
        if (!hasLogsdb()) {
            return "no logsdb, which comes with 8.17";
        }
        return isWanted ? "logsdb" : "no logsdb, by logmesh.indexer.logsdb";
    }

    private ClusterFeatures and(ClusterFeatures other) {
        var both = new HashSet<>(modules);
        both.retainAll(other.modules);
        var any = new HashSet<>(roles);
        any.addAll(other.roles);
        return new ClusterFeatures(
                number() <= other.number() ? version : other.version, both, any, Math.min(heap, other.heap));
    }

    /** Major version times a hundred, plus minor. */
    private int number() {
        var parts = version.split("[.-]", -1);
        try {
            return Integer.parseInt(parts[0]) * 100 + (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException _) {
            throw new MalformedJsonException("a version that is none", 0);
        }
    }

    private static ClusterFeatures node(byte[] answer, JsonScanner scanner) {
        var version = "";
        var modules = new HashSet<String>();
        var roles = new HashSet<String>();
        long heap = Long.MAX_VALUE;
        require(scanner.beginObject());
        while (scanner.nextMember()) {
            if (scanner.keyIs(VERSION)) {
                scanner.skipValue();
                version = scanner.valueText();
            } else if (scanner.keyIs(MODULES) && scanner.beginArray()) {
                readModules(scanner, modules);
            } else if (scanner.keyIs(ROLES) && scanner.beginArray()) {
                while (scanner.nextElement()) {
                    scanner.skipValue();
                    roles.add(scanner.valueText());
                }
            } else if (scanner.keyIs(JVM) && scanner.beginObject()) {
                heap = heap(answer, scanner);
            } else {
                scanner.skipValue();
            }
        }
        return new ClusterFeatures(version, modules, roles, heap);
    }

    /** In {@code {"mem":{"heap_max_in_bytes":1}}}, which is all that was asked for. */
    private static long heap(byte[] answer, JsonScanner scanner) {
        long heap = Long.MAX_VALUE;
        while (scanner.nextMember()) {
            require(scanner.beginObject());
            while (scanner.nextMember()) {
                scanner.skipValue();
                int length = scanner.valueEnd() - scanner.valueStart();
                heap = Long.parseLong(new String(answer, scanner.valueStart(), length, StandardCharsets.US_ASCII));
            }
        }
        return heap;
    }

    private static void readModules(JsonScanner scanner, Set<String> modules) {
        while (scanner.nextElement()) {
            require(scanner.beginObject());
            while (scanner.nextMember()) {
                scanner.skipValue();
                modules.add(scanner.valueText());
            }
        }
    }

    private static void require(boolean found) {
        if (!found) {
            throw new MalformedJsonException("not what a cluster says of its nodes", 0);
        }
    }
}
