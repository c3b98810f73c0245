package io.logmesh.local;

/** The mesh, or a part of it, can't be started or went away. The message is one line for the user, with the remedy. */
public final class MeshException extends RuntimeException {

    public MeshException(String message) {
        super(message);
    }

    public MeshException(String message, Throwable cause) {
        super(message, cause);
    }
}
