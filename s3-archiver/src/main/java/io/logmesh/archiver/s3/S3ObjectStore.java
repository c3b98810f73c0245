package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket. A few uploads run at a time, so that what they read from disk takes little of the heap. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    /** What is not larger is sent in one request. */
    private static final long SINGLE = 2L * MultipartUpload.PART;

    private static final int AT_A_TIME = 4;
    private static final int EXISTS = 412;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Settings settings;
    private final S3AsyncClient client;
    private final Requests requests;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("upload-", 0).factory());
    private volatile Optional<String> problem = Optional.of("not tried yet");

    /** Some stores know no conditional writes; there a look comes before each write. */
    private volatile boolean conditional = true;

    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        client = S3Clients.of(settings);
        requests = new Requests(settings);
    }

    @Override
    public CompletionStage<Outcome> put(ArchiveObject object) {
        return CompletableFuture.supplyAsync(() -> upload(object), threads)
                .whenComplete((_, failure) -> remember(failure))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(described(failure)));
    }

    /** Asks whether the bucket is there and may be read. Fails with what the SDK says. */
    public CompletionStage<Void> probe() {
        return client.headBucket(request -> request.bucket(settings.bucket()))
                .<Void>thenApply(_ -> null)
                .whenComplete((_, failure) -> remember(failure));
    }

    /** Aborts uploads that were begun long before {@code now} and have no one who goes on with them. */
    public CompletionStage<Void> abortOrphans(Instant now) {
        return new OrphanedUploads(client, settings).abort(now);
    }

    /** What the last answer, or the lack of one, says to be wrong. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    private Outcome upload(ArchiveObject object) {
        boolean onlyIfNew = conditional;
        try {
            if (!onlyIfNew && exists(object)) {
                return compare(object);
            }
            send(object, onlyIfNew);
            return Outcome.WRITTEN;
        } catch (CompletionException e) {
            if (status(e) == EXISTS) {
                return compare(object);
            }
            conditional &= !(onlyIfNew && status(e) == NOT_IMPLEMENTED);
            throw e;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void send(ArchiveObject object, boolean onlyIfNew) throws IOException {
        var content = object.content();
        var sha256 = Sha256.of(content);
        if (content.size() > SINGLE) {
            new MultipartUpload(client, requests.create(object, sha256), object).run(onlyIfNew);
            return;
        }
        var body = content.read(0, (int) content.size()).toArray(ByteBuffer[]::new);
        var _ = client.putObject(requests.put(object, sha256, onlyIfNew), AsyncRequestBody.fromByteBuffersUnsafe(body))
                .join();
    }

    private boolean exists(ArchiveObject object) {
        try {
            var _ = checksum(object);
            return true;
        } catch (CompletionException e) {
            if (status(e) == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The object that is there: an archiver before version 2 noted no checksum, and its topics are the same. */
    private Outcome compare(ArchiveObject object) {
        return checksum(object)
                        .filter(there -> !there.equals(object.tally().checksumText()))
                        .isPresent()
                ? Outcome.TAKEN
                : Outcome.EXISTED;
    }

    private Optional<String> checksum(ArchiveObject object) {
        var head = client.headObject(
                        request -> request.bucket(settings.bucket()).key(object.key()))
                .join();
        return Optional.ofNullable(head.metadata().get(Requests.CHECKSUM));
    }

    private void remember(Throwable failure) {
        problem = Optional.ofNullable(failure).map(this::text);
    }

    private IOException described(Throwable failure) {
        return new IOException(text(failure), unwrapped(failure));
    }

    private String text(Throwable failure) {
        return S3Problem.describe(unwrapped(failure), settings);
    }

    private static int status(CompletionException failure) {
        return unwrapped(failure) instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
