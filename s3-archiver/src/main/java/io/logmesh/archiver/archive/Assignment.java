package io.logmesh.archiver.archive;

/**
 * The right to archive a partition, from the moment the group gave it to this member until it takes it back.
 *
 * @param generation the group's generation in which the partition came; a partition that goes and comes back does so in
 *     a later one, so this tells two assignments apart
 */
public record Assignment(Partition partition, int generation) {}
