package io.logmesh.router;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When to log what may be said of each record of a topic: once a minute. How many records it concerned, meters tell.
 * Thread-safe.
 */
final class OncePerMinute {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();

    /** Whether it is time to say it of {@code topic}; if so, it counts as said. {@code now} in milliseconds of the clock. */
    boolean isDue(String topic, long now) {
        var before = saidAt.putIfAbsent(topic, now);
        return before == null || (now - before >= MINUTE && saidAt.replace(topic, before, now));
    }
}
