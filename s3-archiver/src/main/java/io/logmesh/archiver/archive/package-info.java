/**
 * Decides what becomes an object, when, and under which name, and drives each partition through the delivery protocol
 * (see {@code DESIGN.md}). What it needs of Kafka and of the store are ports. Nothing here is thread-safe: all of it
 * runs on the one thread of a {@link io.logmesh.archiver.archive.Loop}.
 */
package io.logmesh.archiver.archive;
