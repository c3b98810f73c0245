package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Sends one object part by part, so that a failure costs a part and the heap holds no more than one. Nothing is to be seen
 * of the object before its last part has come.
 */
final class MultipartUpload {

    static final int PART = 8 << 20;

    private final S3AsyncClient client;
    private final CreateMultipartUploadRequest request;
    private final ArchiveObject object;

    MultipartUpload(S3AsyncClient client, CreateMultipartUploadRequest request, ArchiveObject object) {
        this.client = client;
        this.request = request;
        this.object = object;
    }

    /** Returns when the object is there. */
    void run(boolean onlyIfNew) throws IOException {
        var id = client.createMultipartUpload(request).join().uploadId();
        try {
            complete(id, parts(id), onlyIfNew);
        } catch (RuntimeException | IOException e) {
            abort(id);
            throw e;
        }
    }

    private List<CompletedPart> parts(String id) throws IOException {
        var parts = new ArrayList<CompletedPart>();
        long size = object.content().size();
        for (long at = 0; at < size; at += PART) {
            parts.add(part(id, parts.size() + 1, object.content().read(at, (int) Math.min(PART, size - at))));
        }
        return parts;
    }

    private CompletedPart part(String id, int number, List<ByteBuffer> bytes) {
        var checksum = Sha256.of(bytes).base64();
        var answer = client.uploadPart(
                        part -> part.bucket(request.bucket())
                                .key(request.key())
                                .uploadId(id)
                                .partNumber(number)
                                .checksumSHA256(checksum),
                        AsyncRequestBody.fromByteBuffersUnsafe(bytes.toArray(ByteBuffer[]::new)))
                .join();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumSHA256(checksum)
                .build();
    }

    private void complete(String id, List<CompletedPart> parts, boolean onlyIfNew) {
        var _ = client.completeMultipartUpload(complete -> complete.bucket(request.bucket())
                        .key(request.key())
                        .uploadId(id)
                        .ifNoneMatch(onlyIfNew ? "*" : null)
                        .multipartUpload(upload -> upload.parts(parts)))
                .join();
    }

    /** What can't be aborted now is found by {@link OrphanedUploads} later. */
    private void abort(String id) {
        try {
            var _ = client.abortMultipartUpload(abort ->
                            abort.bucket(request.bucket()).key(request.key()).uploadId(id))
                    .join();
        } catch (CompletionException _) {
            // the failure that led here is the one to tell
        }
    }
}
