package io.logmesh.indexer.bulk;

/** One document to be created. */
public interface Document {

    /** What it queues with: documents of one lane may wait without those of another having to. */
    String lane();

    /** What the source says it is called; it has passed the rule for names of sources. */
    String source();

    /** The name of the index it belongs in. */
    String index();

    /** The document's id: 1 to {@value #MAX_ID_LENGTH} bytes of printable ASCII without quotes and backslashes. */
    byte[] id();

    /** The JSON text to be stored. */
    byte[] value();

    /** What it takes in memory until it is settled, in bytes: what came with it, too. */
    default long heldBytes() {
        return value().length;
    }

    /** When it was collected, in milliseconds since the epoch. */
    long ingestTs();

    /** Elasticsearch refuses a whole bulk that has a longer id in it. */
    int MAX_ID_LENGTH = 512;
}
