/**
 * What becomes of a document: how bulks are cut, how an answer is judged, what is sent again and when, what is given up.
 * The ports are here too; there is no Kafka, no Elasticsearch client and no container in this package.
 */
package io.logmesh.indexer.bulk;
