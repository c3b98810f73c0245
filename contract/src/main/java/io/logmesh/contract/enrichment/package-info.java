/**
 * What can be read out of one record: level, time, message, trace and fields, and the new record with all that in it.
 *
 * <p>{@link io.logmesh.contract.enrichment.Enrichment} goes through it in order: the collector's members are read, those
 * with names that the mesh uses are settled, the text is parsed, and the result is spliced. All of this works on bytes
 * in buffers that are reused; a {@link io.logmesh.contract.text.Slice} points into them.
 */
package io.logmesh.contract.enrichment;
