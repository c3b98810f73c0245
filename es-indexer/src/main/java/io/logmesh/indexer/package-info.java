/**
 * From Kafka into Elasticsearch. {@link io.logmesh.indexer.Intake} takes what was polled and adds it to the backlog, where
 * each topic has a lane; {@link io.logmesh.indexer.PartitionPauses} pauses the partitions of lanes that are full;
 * {@link io.logmesh.indexer.Workers} deliver the backlog in bulks, as many at once as the throttle lets;
 * {@link io.logmesh.indexer.OffsetCommits} commits what is settled. Four kinds of threads meet: the consumer's polling
 * thread, one virtual thread for the intake, one for each worker, and one that prepares Elasticsearch and cares for it. They
 * share four things, each with a lock of its own: the backlog, the throttle, the assigned partitions, and what is known
 * about a server. Of two locks the backlog's is taken last, by whoever holds no other.
 */
package io.logmesh.indexer;
