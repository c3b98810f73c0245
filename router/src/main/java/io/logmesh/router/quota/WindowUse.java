package io.logmesh.router.quota;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many bytes one source sent in each of the windows that were used last. Thread-safe. */
final class WindowUse {

    private final Map<Long, Long> bytesByWindow = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > Window.MOST;
        }
    };

    /** Counts a record, and tells how much the window holds with it. */
    synchronized long add(long window, long bytes) {
        return bytesByWindow.merge(window, bytes, Long::sum);
    }
}
