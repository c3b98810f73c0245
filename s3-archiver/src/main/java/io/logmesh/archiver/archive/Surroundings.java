package io.logmesh.archiver.archive;

/** What all partitions share. */
record Surroundings(
        String prefix,
        Rotation rotation,
        Gzip gzip,
        Loop loop,
        Persistence persistence,
        ObjectStore store,
        OffsetCommits commits,
        ArchiveListener listener,
        Runnable changed) {}
