package io.logmesh.archiver.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Aborts multipart uploads whose process was killed: nobody sees them, but their parts are kept and charged. */
final class OrphanedUploads {

    /** No upload that is still under way is so old: each of its parts would have been given up long before. */
    private static final Duration OLD = Duration.ofHours(6);

    private final S3AsyncClient client;
    private final S3Settings settings;

    OrphanedUploads(S3AsyncClient client, S3Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Done when all are aborted that were begun {@link #OLD} before {@code now}; fails where one could not be. */
    CompletableFuture<Void> abort(Instant now) {
        var prefix = settings.prefix().isEmpty() ? null : settings.prefix() + '/';
        var request = ListMultipartUploadsRequest.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .build();
        var aborts = new ConcurrentLinkedQueue<CompletableFuture<?>>();
        return client.listMultipartUploadsPaginator(request)
                .uploads()
                .filter(upload ->
                        upload.initiated() != null && upload.initiated().isBefore(now.minus(OLD)))
                .subscribe(upload -> aborts.add(abort(upload)))
                .thenCompose(_ -> CompletableFuture.allOf(aborts.toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<?> abort(MultipartUpload upload) {
        return client.abortMultipartUpload(
                abort -> abort.bucket(settings.bucket()).key(upload.key()).uploadId(upload.uploadId()));
    }
}
