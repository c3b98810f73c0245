package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveLayout;
import io.logmesh.contract.archive.LayoutVariable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A folder of a layout, and which records belong to it. */
final class Folder {

    private static final byte[] NO_NAME = "none".getBytes(StandardCharsets.US_ASCII);

    private final ArchiveLayout layout;
    private final String source;
    private final long slot;
    private final byte[] namespace;
    private final String path;

    private Folder(ArchiveLayout layout, String source, long ingestTs, byte[] namespace) {
        this.layout = layout;
        this.source = source;
        this.namespace = namespace;
        slot = layout.slot(ingestTs);
        path = layout.folder(source, ingestTs, new String(namespace, StandardCharsets.US_ASCII));
    }

    /** The folder of a record. */
    static Folder of(ArchiveLayout layout, String source, long ingestTs, byte[] key) {
        return new Folder(layout, source, ingestTs, namespace(layout, key));
    }

    boolean holds(String otherSource, long ingestTs, byte[] key) {
        return layout.slot(ingestTs) == slot
                && source.equals(otherSource)
                && (!layout.has(LayoutVariable.NAMESPACE) || Arrays.equals(namespace(layout, key), namespace));
    }

    String source() {
        return source;
    }

    String path() {
        return path;
    }

    /**
     * The key of a record is its container's stream, {@code namespace/pod/container/stream}, so no JSON is parsed for its
     * namespace. Whatever could not stand in a label of DNS, which a namespace is, can't leave its folder.
     */
    private static byte[] namespace(ArchiveLayout layout, byte[] key) {
        if (!layout.has(LayoutVariable.NAMESPACE)) {
            return NO_NAME;
        }
        int slashes = 0;
        int end = -1;
        for (int i = 0; key != null && i < key.length; i++) {
            if (key[i] == '/') {
                end = slashes++ == 0 ? i : end;
            }
        }
        return slashes == 3 && end > 0 ? sanitised(Arrays.copyOf(key, Math.min(end, 63))) : NO_NAME;
    }

    private static byte[] sanitised(byte[] name) {
        for (int i = 0; i < name.length; i++) {
            byte b = name[i];
            boolean valid = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-';
            if (!valid) {
                name[i] = '_';
            }
        }
        return name;
    }
}
