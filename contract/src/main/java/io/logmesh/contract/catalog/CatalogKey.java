package io.logmesh.contract.catalog;

import io.logmesh.contract.catalog.InvalidEntryException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The key of an entry, as text {@code namespace/<name>} or {@code pod/<uid>}.
 *
 * @param name of a namespace its name, of a pod its UID
 */
public record CatalogKey(Kind kind, String name) {

    /** What an entry tells of. */
    public enum Kind {
        /** An RFC 1123 label, as Kubernetes has it. */
        NAMESPACE("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "<name>"),
        /** Kubernetes calls it opaque; it is a UUID, or of a static pod a hash. */
        POD("[A-Za-z0-9][A-Za-z0-9-]{0,127}", "<uid>");

        private final Pattern names;
        private final String example;

        Kind(String names, String placeholder) {
            this.names = Pattern.compile(names);
            this.example = word() + '/' + placeholder;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 140;

    public static CatalogKey namespace(String name) {
        return new CatalogKey(Kind.NAMESPACE, name);
    }

    public static CatalogKey pod(String uid) {
        return new CatalogKey(Kind.POD, uid);
    }

    /**
     * Reads the key of a message.
     *
     * @throws InvalidEntryException where it is no such key, or null
     */
    public static CatalogKey read(byte[] key) throws InvalidEntryException {
        if (key == null || key.length > LONGEST) {
            throw new InvalidEntryException(Reason.KEY, key == null ? "there is no key" : "the key is too long");
        }
        return read(new String(key, StandardCharsets.UTF_8));
    }

    /**
     * Reads what a person wrote.
     *
     * @throws InvalidEntryException where it is no such key
     */
    public static CatalogKey read(String key) throws InvalidEntryException {
        for (var kind : Kind.values()) {
            if (key.startsWith(kind.word() + '/')) {
                var name = key.substring(kind.word().length() + 1);
                if (kind.names.matcher(name).matches()) {
                    return new CatalogKey(kind, name);
                }
            }
        }
        var known = Arrays.stream(Kind.values()).map(kind -> kind.example).toList();
        throw new InvalidEntryException(Reason.KEY, "'" + key + "' is no key: it is " + String.join(" or ", known));
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return kind.word() + '/' + name;
    }
}
