package io.logmesh.archiver.archive;

import java.util.function.Function;

/** What all partitions share. */
record Surroundings(
        Function<Partition, Plan> plans,
        Compressors compressors,
        Spool spool,
        Loop loop,
        Persistence persistence,
        Conversion conversion,
        ObjectStore store,
        OffsetCommits commits,
        ArchiveListener listener,
        Runnable changed) {}
