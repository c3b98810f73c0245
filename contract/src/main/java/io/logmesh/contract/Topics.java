package io.logmesh.contract;

import java.util.regex.Pattern;

/** The names of the mesh's own topics. Raw topics are the users' and named in the router's configuration. */
public final class Topics {

    /** Where collectors write unless told otherwise. */
    public static final String RAW = "logs.raw";

    /** All sources, keyed by container stream; the enricher's input. */
    public static final String ROUTED = "logs.routed";

    private static final String ENRICHED_PREFIX = "logs.enriched.";
    private static final String DEAD_PREFIX = "logs.dead.";

    /** What the sinks subscribe to. */
    public static final Pattern ENRICHED = Pattern.compile("logs\\.enriched\\..+");

    /** The dead letters of all services. */
    public static final Pattern DEAD = Pattern.compile("logs\\.dead\\..+");

    private Topics() {}

    /** The topic of one source's enriched records. */
    public static String enriched(String source) {
        return ENRICHED_PREFIX + SourceName.require(source);
    }

    /** The source whose enriched records stand in {@code topic}. */
    public static String sourceOf(String topic) {
        if (!topic.startsWith(ENRICHED_PREFIX)) {
            throw new IllegalArgumentException(topic + " is not an enriched topic");
        }
        return topic.substring(ENRICHED_PREFIX.length());
    }

    /** The dead letters of one service, such as {@code es-indexer}. */
    public static String dead(String service) {
        return DEAD_PREFIX + service;
    }
}
