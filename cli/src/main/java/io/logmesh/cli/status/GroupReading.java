package io.logmesh.cli.status;

/**
 * What Kafka knows of a stage's consumer group.
 *
 * @param lag records of its input that it has not finished
 * @param hasMembers whether anybody is in it
 */
record GroupReading(long lag, boolean hasMembers) {}
