package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.ObjectStore.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes objects and overwrites none. {@code If-None-Match} sees to that where the store keeps it; some refuse it, and some
 * take it and overwrite all the same. So until this one has shown that it keeps it, and for ever where it does not, a look
 * comes before each write. Safe for use by several threads, which wait for the store.
 */
final class ObjectWriter {

    /** What is not larger is sent in one request. */
    private static final long SINGLE = 2L * MultipartUpload.PART;

    private static final int EXISTS = 412;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    private static final Logger LOG = Logger.getLogger(ObjectWriter.class);

    /** What is known of the store's conditional writes. */
    enum Conditions {
        UNKNOWN,
        KEPT,
        NOT_KEPT
    }

    private final S3Settings settings;
    private final S3AsyncClient client;
    private final Requests requests;
    private volatile Conditions conditions;

    ObjectWriter(S3Settings settings, S3AsyncClient client, Conditions conditions) {
        this.settings = settings;
        this.client = client;
        this.conditions = conditions;
        requests = new Requests(settings);
    }

    /** @throws CompletionException with what the store says, or the lack of an answer */
    Outcome write(ArchiveObject object) throws IOException {
        if (conditions != Conditions.KEPT && exists(object)) {
            return compare(object);
        }
        try {
            send(object, conditions != Conditions.NOT_KEPT);
        } catch (CompletionException e) {
            switch (status(e)) {
                case EXISTS -> {
                    conditions = Conditions.KEPT;
                    return compare(object);
                }
                case NOT_IMPLEMENTED -> writeWithoutCondition(object, e);
                default -> throw e;
            }
        }
        if (conditions == Conditions.UNKNOWN && isSmall(object)) {
            test(object);
        }
        return Outcome.WRITTEN;
    }

    /** The condition may be what the store does not know; where it is something else, it fails again. */
    private void writeWithoutCondition(ArchiveObject object, CompletionException refusal) throws IOException {
        if (conditions != Conditions.UNKNOWN) {
            throw refusal;
        }
        send(object, false);
        notKept("refuses If-None-Match");
    }

    /** Sends again what the store has just taken: nothing changes by it, whether the store keeps the condition or not. */
    private void test(ArchiveObject written) throws IOException {
        try {
            send(written, true);
            notKept("ignores If-None-Match");
        } catch (CompletionException e) {
            if (status(e) == EXISTS) {
                conditions = Conditions.KEPT;
            } // else the next object will tell
        }
    }

    private void notKept(String why) {
        conditions = Conditions.NOT_KEPT;
        LOG.infof("the store at %s %s; a look comes before each write instead", settings.address(), why);
    }

    private static boolean isSmall(ArchiveObject object) {
        return object.content().size() <= SINGLE;
    }

    private void send(ArchiveObject object, boolean onlyIfNew) throws IOException {
        var content = object.content();
        var sha256 = Sha256.of(content);
        if (!isSmall(object)) {
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

    private static int status(CompletionException failure) {
        return failure.getCause() instanceof S3Exception answer ? answer.statusCode() : 0;
    }
}
