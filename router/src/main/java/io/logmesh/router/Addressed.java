package io.logmesh.router;

/** A value on its way to the sink, and the topic that it goes to. */
record Addressed(String topic, byte[] value) {}
