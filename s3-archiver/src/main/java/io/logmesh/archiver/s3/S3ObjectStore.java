package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One bucket. Objects are gzip files and are stored as such: {@code Content-Type: application/gzip} and no {@code
 * Content-Encoding}, with which some clients would unpack them on the way and leave a file whose name lies.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final int EXISTS = 412;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Settings settings;
    private final S3AsyncClient client;
    private volatile Optional<String> problem = Optional.of("not tried yet");

    /** Some stores know no conditional writes; there the names alone keep objects single. */
    private volatile boolean conditional = true;

    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        client = S3Clients.of(settings);
    }

    @Override
    public CompletionStage<Outcome> put(ArchiveObject object) {
        var body = object.content().stream().map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
        boolean onlyIfNew = conditional;
        return client.putObject(request(object, onlyIfNew), AsyncRequestBody.fromByteBuffersUnsafe(body))
                .handle((_, failure) -> outcome(failure, onlyIfNew))
                .whenComplete((_, failure) -> remember(failure));
    }

    /** Asks whether the bucket is there and may be read. Fails with what the SDK says. */
    public CompletionStage<Void> probe() {
        return client.headBucket(request -> request.bucket(settings.bucket()))
                .<Void>thenApply(_ -> null)
                .whenComplete((_, failure) -> remember(failure));
    }

    /** What the last answer, or the lack of one, says to be wrong. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        client.close();
    }

    private PutObjectRequest request(ArchiveObject object, boolean onlyIfNew) {
        return PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(object.key())
                .contentType("application/gzip")
                .contentLength(object.size())
                .checksumSHA256(sha256(object.content()))
                .ifNoneMatch(onlyIfNew ? "*" : null)
                .metadata(metadata(object))
                .build();
    }

    private static Map<String, String> metadata(ArchiveObject object) {
        var range = object.range();
        return Map.of(
                "topic", range.partition().topic(),
                "partition", Integer.toString(range.partition().number()),
                "first", Long.toString(range.first()),
                "last", Long.toString(range.last()),
                "records", Long.toString(object.records()));
    }

    private Outcome outcome(Throwable failure, boolean onlyIfNew) {
        if (failure == null) {
            return Outcome.WRITTEN;
        }
        var cause = unwrapped(failure);
        if (cause instanceof S3Exception answer && answer.statusCode() == EXISTS) {
            return Outcome.EXISTED;
        }
        if (onlyIfNew && cause instanceof S3Exception answer && answer.statusCode() == NOT_IMPLEMENTED) {
            conditional = false;
        }
        throw new CompletionException(cause);
    }

    private void remember(Throwable failure) {
        problem = Optional.ofNullable(failure).map(reason -> S3Problem.describe(unwrapped(reason), settings));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String sha256(List<ByteBuffer> content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.forEach(piece -> digest.update(piece.duplicate()));
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
