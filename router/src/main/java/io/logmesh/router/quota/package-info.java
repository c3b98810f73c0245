/**
 * What a source may send, and the account of what it sent beyond that. Pure: it knows no Kafka, and its only clock is the
 * ingest time of the records. {@link io.logmesh.router.quota.Quotas} decides for a whole process,
 * {@link io.logmesh.router.quota.Withheld} keeps account for one task.
 */
package io.logmesh.router.quota;
