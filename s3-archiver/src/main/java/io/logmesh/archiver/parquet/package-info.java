/** The archive's objects as Parquet: the only package that knows its library. Nothing of Hadoop is needed for writing. */
package io.logmesh.archiver.parquet;
