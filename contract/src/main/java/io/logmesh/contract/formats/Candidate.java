package io.logmesh.contract.formats;

/** A format that a line may be in, and what it is called. */
public record Candidate(TextFormat name, LineFormat format) {}
