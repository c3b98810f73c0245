package io.logmesh.contract.joining;

/** Where pending events survive the process. */
public interface PendingStore {

    /** Keeps {@code event} in place of what was kept under that name. */
    void put(byte[] stream, byte[] event);

    /** Forgets it. */
    void remove(byte[] stream);

    /** Passes all that is kept. */
    void forEach(Entries entries);

    /** Takes one entry after the other. */
    interface Entries {
        void accept(byte[] stream, byte[] event);
    }
}
