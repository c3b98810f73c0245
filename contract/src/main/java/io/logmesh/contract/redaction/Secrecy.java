package io.logmesh.contract.redaction;

/** Knows whether a place in a value is inside of an object or a list that has a password's name: all of that is secret. */
final class Secrecy {

    private static final int NOWHERE = -1;

    private int depth;

    /** The depth at which the secret object or list stands. */
    private int secretAt = NOWHERE;

    /** Before the first byte of a value, which is a secret as a whole or not. */
    void begin(boolean isSecret) {
        depth = 0;
        secretAt = isSecret ? 0 : NOWHERE;
    }

    boolean isInside() {
        return secretAt != NOWHERE;
    }

    /**
     * Passes a byte outside of strings and numbers.
     *
     * @param isNamed whether what comes here stands behind a password's name
     * @return whether what comes next is a secret
     */
    boolean pass(byte b, boolean isNamed) {
        if (b == '{' || b == '[') {
            secretAt = isNamed && !isInside() ? depth : secretAt;
            depth++;
        } else if (b == '}' || b == ']') {
            depth--;
            secretAt = depth == secretAt ? NOWHERE : secretAt;
            return isInside();
        }
        return isNamed;
    }
}
