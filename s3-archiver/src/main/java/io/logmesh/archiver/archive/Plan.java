package io.logmesh.archiver.archive;

/** How new ranges of a partition are archived. */
public record Plan(Recipe recipe, Rotation rotation) {}
