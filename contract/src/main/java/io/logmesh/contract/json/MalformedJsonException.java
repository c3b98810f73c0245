package io.logmesh.contract.json;

/** The bytes are no JSON text. Carries no stack trace, since bad input is ordinary input here. */
public final class MalformedJsonException extends RuntimeException {

    public MalformedJsonException(String problem, int offset) {
        super(problem + " at byte " + offset, null, false, false);
    }
}
