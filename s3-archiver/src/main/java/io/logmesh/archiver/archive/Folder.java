package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.ArchiveLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A folder of a layout, and which records belong to it. */
final class Folder {

    /** That of records whose key tells none, and of all where the layout does not ask for it. */
    static final String NO_NAMESPACE = "none";

    /** What tells a folder from the others of its layout. */
    record Place(String source, long slot, String namespace) {}

    private final ArchiveLayout layout;
    private final Place place;
    private final String path;

    private Folder(ArchiveLayout layout, Place place, String path) {
        this.layout = layout;
        this.place = place;
        this.path = path;
    }

    static Place place(ArchiveLayout layout, String source, long ingestTs, String namespace) {
        return new Place(source, layout.slot(ingestTs), namespace);
    }

    /** The folder of a record. */
    static Folder of(ArchiveLayout layout, String source, long ingestTs, String namespace) {
        var place = place(layout, source, ingestTs, namespace);
        return new Folder(layout, place, layout.folder(source, ingestTs, namespace));
    }

    boolean holds(String source, long ingestTs, String namespace) {
        return layout.slot(ingestTs) == place.slot()
                && place.source().equals(source)
                && place.namespace().equals(namespace);
    }

    String source() {
        return place.source();
    }

    String path() {
        return path;
    }

    /**
     * The key of a record is its container's stream, {@code namespace/pod/container/stream}, so no JSON is parsed for its
     * namespace. Whatever could not stand in a label of DNS, which a namespace is, can't leave its folder.
     */
    static String namespace(byte[] key) {
        int slashes = 0;
        int end = -1;
        for (int i = 0; key != null && i < key.length; i++) {
            if (key[i] == '/') {
                end = slashes++ == 0 ? i : end;
            }
        }
        return slashes == 3 && end > 0 ? sanitised(Arrays.copyOf(key, Math.min(end, 63))) : NO_NAMESPACE;
    }

    private static String sanitised(byte[] name) {
        for (int i = 0; i < name.length; i++) {
            byte b = name[i];
            boolean valid = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-';
            if (!valid) {
                name[i] = '_';
            }
        }
        return new String(name, StandardCharsets.US_ASCII);
    }
}
