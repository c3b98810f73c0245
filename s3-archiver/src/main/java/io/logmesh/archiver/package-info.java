/** The archiver's edge: records in from Kafka, offsets back to the group, and the wiring of it all. */
package io.logmesh.archiver;
