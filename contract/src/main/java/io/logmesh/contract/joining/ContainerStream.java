package io.logmesh.contract.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What lines must have in common to be one event: the source, and the key, which names the container and which of its
 * two streams. So stdout and stderr never mix, and a copy for another source is joined on its own.
 */
public final class ContainerStream {

    private static final int SEPARATORS = 3;

    private final String source;
    private final byte[] name;
    private final int keyAt;
    private final int hash;

    private ContainerStream(String source, byte[] name) {
        this.source = source;
        this.name = name;
        this.keyAt = source.length() + 1;
        this.hash = Arrays.hashCode(name);
    }

    /** {@code key} is the routed record's. */
    public static ContainerStream of(String source, byte[] key) {
        byte[] prefix = source.getBytes(StandardCharsets.US_ASCII);
        byte[] name = Arrays.copyOf(prefix, prefix.length + 1 + key.length);
        System.arraycopy(key, 0, name, prefix.length + 1, key.length);
        return new ContainerStream(source, name);
    }

    /** What {@link #name} gave. */
    static ContainerStream named(byte[] name) {
        int zero = 0;
        while (name[zero] != 0) {
            zero++;
        }
        return new ContainerStream(new String(name, 0, zero, StandardCharsets.US_ASCII), name);
    }

    /** As it stands in the store. */
    public byte[] name() {
        return name;
    }

    String source() {
        return source;
    }

    byte[] key() {
        return Arrays.copyOfRange(name, keyAt, name.length);
    }

    /**
     * Whether all that has this key was written by one container to one stream, one line after the other: the key is
     * {@code namespace/pod/container/stream}, with a stream. Others hold what came from anywhere.
     */
    boolean isOneWriters() {
        int separators = 0;
        for (int i = keyAt; i < name.length; i++) {
            separators += name[i] == '/' ? 1 : 0;
        }
        return separators >= SEPARATORS && name[name.length - 1] != '/';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContainerStream stream && hash == stream.hash && Arrays.equals(name, stream.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
