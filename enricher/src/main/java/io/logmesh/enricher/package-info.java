/**
 * From a routed line to a record worth searching. {@link io.logmesh.enricher.EnricherTopology} is the whole flow;
 * {@link io.logmesh.enricher.EnrichProcessor} decides what becomes of a record;
 * {@link io.logmesh.contract.enrichment.Enrichment}, which knows nothing of Kafka, does the work.
 */
package io.logmesh.enricher;
