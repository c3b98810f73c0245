package io.logmesh.indexer;

/** The two servers without which nothing can be indexed. */
record Servers(ServerState kafka, ServerState elasticsearch) {}
