/**
 * Who owns what: what the topic {@code logs.catalog} says of namespaces and pods. One message is one
 * {@link io.logmesh.contract.catalog.CatalogEntry} under its {@link io.logmesh.contract.catalog.CatalogKey};
 * {@link io.logmesh.contract.catalog.Catalog} is all of them in memory, and answers for a record. Knows nothing of Kafka.
 */
package io.logmesh.contract.catalog;
