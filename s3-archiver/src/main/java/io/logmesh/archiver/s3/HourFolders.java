package io.logmesh.archiver.s3;

import io.logmesh.contract.archive.HourManifest;
import io.logmesh.contract.archive.HourManifest.Entry;
import io.logmesh.contract.archive.HourManifest.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The folders of hours, their objects and manifests. Each method returns when the store has answered. */
public final class HourFolders implements AutoCloseable {

    private static final String VERSION = "version";
    private static final String OBJECTS = "objects";

    private final S3Settings settings;
    private final String bucket;
    private final S3AsyncClient client;
    private final Requests requests;

    public HourFolders(S3Settings settings) {
        this.settings = settings;
        bucket = settings.bucket();
        client = S3Clients.of(settings);
        requests = new Requests(settings);
    }

    /**
     * Writes the folder's manifest, or its next version, if it does not list all that is there.
     *
     * @return whether it wrote one; none is written for a folder that holds no objects, which one request tells
     * @throws IOException that says what is wrong, and names the setting to look at
     */
    public boolean seal(String source, String folder) throws IOException {
        try {
            var objects = objects(folder);
            return !objects.isEmpty() && seal(source, folder, objects);
        } catch (CompletionException | SdkException e) {
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException(S3Problem.describe(cause, settings), e);
        }
    }

    private boolean seal(String source, String folder, List<S3Object> objects) {
        var manifest = manifest(folder);
        if (number(manifest, OBJECTS) == objects.size()) {
            return false;
        }
        int version = (int) number(manifest, VERSION) + 1;
        write(new HourManifest(
                version, source, folder, objects.stream().map(this::entry).toList()));
        return true;
    }

    @Override
    public void close() {
        client.close();
    }

    private List<S3Object> objects(String folder) {
        var objects = new ArrayList<S3Object>();
        client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder + '/'))
                .contents()
                .filter(object -> !object.key().endsWith('/' + HourManifest.NAME))
                .subscribe(objects::add)
                .join();
        return objects;
    }

    /** The metadata of the manifest; empty where there is none. */
    private Map<String, String> manifest(String folder) {
        try {
            return metadata(folder + '/' + HourManifest.NAME);
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoSuchKeyException) {
                return Map.of();
            }
            throw e;
        }
    }

    private Map<String, String> metadata(String key) {
        return client.headObject(head -> head.bucket(bucket).key(key)).join().metadata();
    }

    private Entry entry(S3Object object) {
        var metadata = metadata(object.key());
        var range = new OffsetRange(
                metadata.getOrDefault("topic", ""),
                (int) number(metadata, "partition"),
                number(metadata, "first"),
                number(metadata, "last"));
        return new Entry(object.key(), range, number(metadata, "records"), number(metadata, "bytes"), object.size());
    }

    private void write(HourManifest manifest) {
        var request = requests.put(
                manifest,
                Map.of(
                        VERSION, Integer.toString(manifest.version()),
                        OBJECTS, Integer.toString(manifest.objects().size())));
        var _ = client.putObject(request, AsyncRequestBody.fromString(manifest.json()))
                .join();
    }

    private static long number(Map<String, String> metadata, String name) {
        return Long.parseLong(metadata.getOrDefault(name, "0"));
    }
}
