package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** One bucket. A few uploads run at a time, so that what they read from disk takes little of the heap. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final int AT_A_TIME = 4;

    private final S3Settings settings;
    private final S3AsyncClient client;
    private final ObjectWriter writer;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("upload-", 0).factory());
    private volatile Optional<String> problem = Optional.of("not tried yet");

    public S3ObjectStore(S3Settings settings) {
        this(settings, ObjectWriter.Conditions.UNKNOWN);
    }

    S3ObjectStore(S3Settings settings, ObjectWriter.Conditions conditions) {
        this.settings = settings;
        client = S3Clients.of(settings);
        writer = new ObjectWriter(settings, client, conditions);
    }

    /** Fails with an {@link IOException} that says what is wrong, and names the setting to look at. */
    @Override
    public CompletionStage<Outcome> put(ArchiveObject object) {
        return CompletableFuture.supplyAsync(() -> write(object), threads)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(described(failure)));
    }

    /** Asks whether the bucket is there and may be read. Fails with what the SDK says. */
    public CompletionStage<Void> probe() {
        return client.headBucket(request -> request.bucket(settings.bucket()))
                .<Void>thenApply(_ -> null)
                .whenComplete(
                        (_, failure) -> problem = Optional.ofNullable(failure).map(this::text));
    }

    /** Aborts uploads that were begun long before {@code now} and have no one who goes on with them. */
    public CompletionStage<Void> abortOrphans(Instant now) {
        return new OrphanedUploads(client, settings).abort(now);
    }

    /**
     * What the last {@link #probe} found to be wrong. It can't tell whether the bucket takes objects; so what it finds good
     * does not hide what an upload has met, nor the other way round.
     */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    private Outcome write(ArchiveObject object) {
        try {
            return writer.write(object);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private IOException described(Throwable failure) {
        return new IOException(text(failure), unwrapped(failure));
    }

    private String text(Throwable failure) {
        return S3Problem.describe(unwrapped(failure), settings);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
