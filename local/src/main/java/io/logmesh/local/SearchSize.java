package io.logmesh.local;

/**
 * What Elasticsearch may take where it is a child process.
 *
 * @param heapMegabytes of its heap
 * @param processors by how many it reckons, and sizes its pools of threads ({@code node.processors})
 */
public record SearchSize(int heapMegabytes, int processors) {

    /** Enough for a few thousand records a second, and as many processors as there are. */
    static final SearchSize SMALL = new SearchSize(384, Runtime.getRuntime().availableProcessors());
}
