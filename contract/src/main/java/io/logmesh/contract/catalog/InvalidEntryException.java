package io.logmesh.contract.catalog;

import java.util.Locale;

/** A message of the catalog that is not taken; says why. Carries no stack trace, since bad input is ordinary input here. */
public final class InvalidEntryException extends Exception {

    /** What is wrong. */
    public enum Reason {
        KEY,
        VALUE,
        BUDGET;

        /** As a tag of a meter. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    InvalidEntryException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
