package io.logmesh.contract;

import java.util.regex.Pattern;

/**
 * The rule for names of sources. A source's name becomes part of a topic, an index and an object key, so it is held to
 * what all three accept: lower-case letters, digits and inner hyphens, at most 63 characters (an RFC 1123 label, as in
 * Kubernetes).
 */
public final class SourceName {

    public static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST = 63;

    private SourceName() {}

    /** The same as {@link #VALID}, which would cost more than it should of what is asked for every record. */
    public static boolean isValid(String name) {
        int length = name.length();
        if (length == 0 || length > LONGEST || name.charAt(0) == '-' || name.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Returns {@code name}, or refuses it with a message that says what a name may look like. */
    public static String require(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException(problem(name));
        }
        return name;
    }

    /** Why {@code name} is refused, for whoever wrote it. */
    public static String problem(String name) {
        return "'" + name + "' can't name a source: use 1 to 63 lower-case letters, digits and hyphens,"
                + " with a letter or digit at both ends";
    }
}
