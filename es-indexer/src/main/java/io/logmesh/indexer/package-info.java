/**
 * From Kafka into Elasticsearch. {@link io.logmesh.indexer.Intake} takes what was polled and adds it to the backlog;
 * {@link io.logmesh.indexer.Indexer}'s workers deliver the backlog in bulks; {@link io.logmesh.indexer.OffsetCommits}
 * commits what is settled. Four kinds of threads meet: the consumer's polling thread, one virtual thread for the intake,
 * one for each worker, and one that keeps Elasticsearch's template. They share three things, each with a lock of its own:
 * the backlog, the assigned partitions, and what is known about a server.
 */
package io.logmesh.indexer;
