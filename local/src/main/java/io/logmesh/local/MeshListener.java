package io.logmesh.local;

import java.time.Duration;

/** Is told what happens to the mesh's children; from several threads at once, so it must be thread-safe and quick. */
public interface MeshListener {

    /** Hears nothing. */
    MeshListener NONE = new MeshListener() {};

    /** The server or service of that display name is being started. */
    default void starting(String name) {}

    /** It answers, so long after it was started. */
    default void ready(String name, Duration after) {}

    /** It is being asked to end. */
    default void stopping(String name) {}

    /** It ended by itself, or was killed by someone else. The mesh goes on with what is left. Must not start it again itself. */
    default void died(ChildDeath death) {}
}
