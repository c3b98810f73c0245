/** Archived Parquet as the lines of JSON that it was made of: the only package that knows Parquet's library. */
package io.logmesh.cli.parquet;
