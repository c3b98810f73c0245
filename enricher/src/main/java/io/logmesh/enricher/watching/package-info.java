/**
 * What the catalog should say of a cluster, and what has to be written for it. Knows neither Kafka nor Kubernetes' client;
 * {@code kubernetes} tells it what is there.
 */
package io.logmesh.enricher.watching;
