package io.logmesh.indexer.elastic;

import io.logmesh.indexer.bulk.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.HttpAsyncContentProducer;

/**
 * Sends a bulk's body in pieces that the socket takes at once. Handed over as a whole, all that is left of it would be copied
 * again for each piece.
 */
final class BulkEntity extends AbstractHttpEntity implements HttpAsyncContentProducer {

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final int PIECE = 64 * 1024;

    private final List<? extends Document> documents;
    private final long length;
    private BulkBody body;
    private final byte[] piece = new byte[PIECE];
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    BulkEntity(List<? extends Document> documents) {
        this.documents = documents;
        this.length = BulkBody.length(documents);
        this.body = new BulkBody(documents);
        setContentType(NDJSON.toString());
    }

    @Override
    public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
        while (unsent.hasRemaining() || readPiece()) {
            encoder.write(unsent);
            if (unsent.hasRemaining()) {
                return; // the socket is full, and calls again
            }
        }
        encoder.complete();
    }

    private boolean readPiece() {
        unsent = ByteBuffer.wrap(piece, 0, body.read(piece));
        return unsent.hasRemaining();
    }

    /** One attempt is over; the next one begins anew. */
    @Override
    public void close() {
        body = new BulkBody(documents);
        unsent = ByteBuffer.allocate(0);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    /** For compression, which the client does by streams. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        var whole = new BulkBody(documents);
        var buffer = new byte[PIECE];
        for (int count = whole.read(buffer); count > 0; count = whole.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        var out = new ByteArrayOutputStream(Math.toIntExact(length));
        writeTo(out);
        return new ByteArrayInputStream(out.toByteArray());
    }
}
