package io.logmesh.contract;

import java.util.regex.Pattern;

/** The names of the mesh's own topics. Raw topics are the users' and named in the router's configuration. */
public final class Topics {

    /** Where collectors write unless told otherwise. */
    public static final String RAW = "logs.raw";

    /** All sources, keyed by container stream; the enricher's input. */
    public static final String ROUTED = "logs.routed";

    /** Who owns which namespace and pod, compacted; read whole by each enricher. */
    public static final String CATALOG = "logs.catalog";

    /**
     * Every rule set that was ever in force in a router: the text of its {@code logmesh.yaml} under its hash. Compacted; the
     * timestamp is of when it was in force last, give or take ten minutes.
     */
    public static final String RULES = "logmesh.rules";

    /** Which dead letters were replayed or parked: that word under the letter's id. Compacted. */
    public static final String REPLAYED = "logmesh.replayed";

    /** The longest message that a topic of the mesh takes at least, in bytes. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private static final String LANE_PREFIX = ROUTED + '.';
    private static final String PARKED_PREFIX = "logs.parked.";
    private static final String ENRICHED_PREFIX = "logs.enriched.";
    private static final String DEAD_PREFIX = "logs.dead.";

    /** The lanes' topics. */
    public static final Pattern LANES = Pattern.compile("logs\\.routed\\..+");

    /** What waits to be sent on: the records beyond the quota of a source that parks them. */
    public static final Pattern PARKED = Pattern.compile("logs\\.parked\\..+");

    /** What the sinks subscribe to. */
    public static final Pattern ENRICHED = Pattern.compile("logs\\.enriched\\..+");

    /** The dead letters of all services. */
    public static final Pattern DEAD = Pattern.compile("logs\\.dead\\..+");

    /** What the mesh itself writes, and Kafka: none of these can be a raw topic, or records went round in circles. */
    private static final Pattern OWN = Pattern.compile("logs\\.(?:routed|enriched|dead|parked|catalog)(?:\\..*)?"
            + "|logmesh\\.(?:rules|replayed)|logmesh-(?:router|enricher)-.*-(?:changelog|repartition)|__.*");

    private Topics() {}

    /** Whether {@code topic} is one that the mesh itself writes, or one of Kafka's own. */
    public static boolean isOwn(String topic) {
        return OWN.matcher(topic).matches();
    }

    /** A pattern of the topics that {@code pattern} matches, except for {@linkplain #isOwn the mesh's own}. */
    public static Pattern foreign(String pattern) {
        return Pattern.compile("(?!(?:" + OWN + ")$)(?:" + pattern + ")");
    }

    /** The lane whose routed records stand in {@code topic}, which is one of {@link #LANES}. */
    public static String laneOf(String topic) {
        return topic.substring(LANE_PREFIX.length());
    }

    /** The topic of one lane's routed records. */
    public static String routed(String lane) {
        return LANE_PREFIX + SourceName.require(lane);
    }

    /** The topic of one source's records beyond its quota. */
    public static String parked(String source) {
        return PARKED_PREFIX + SourceName.require(source);
    }

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
