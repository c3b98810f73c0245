package io.logmesh.cli.connection;

import com.github.luben.zstd.ZstdInputStream;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.parquet.ParquetLines;
import io.logmesh.contract.archive.ArchiveFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The archive in S3. What the store answers with an error, or not at all, is a {@link Refusal}. */
public final class Archive implements AutoCloseable {

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    private Archive(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    static Archive open(Settings settings) {
        var bucket = settings.require(Settings.S3_BUCKET, "--s3-bucket NAME");
        var prefix = settings.find(Settings.S3_PREFIX).orElse("logs");
        return new Archive(client(settings), bucket, prefix.endsWith("/") ? prefix : prefix + '/');
    }

    private static S3Client client(Settings settings) {
        var builder = S3Client.builder();
        settings.find(Settings.S3_REGION).map(Region::of).ifPresent(builder::region);
        settings.find(Settings.S3_ENDPOINT).ifPresent(endpoint -> {
            builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
            if (settings.find(Settings.S3_REGION).isEmpty()) {
                builder.region(Region.US_EAST_1); // other stores ignore it, but the signature needs one
            }
        });
        settings.find(Settings.S3_ACCESS_KEY)
                .map(key -> AwsBasicCredentials.create(key, settings.require(Settings.S3_SECRET_KEY, "s3.secret-key")))
                .ifPresent(credentials -> builder.credentialsProvider(StaticCredentialsProvider.create(credentials)));
        return answer("the archive", builder::build);
    }

    /** Passes the objects of one source, or of all, in the order of their keys, asking for page after page. */
    public void forEach(Optional<String> source, Consumer<ArchivedObject> objects) {
        var below = prefix + source.map(name -> name + '/').orElse("");
        answer("the archive " + bucket, () -> {
            s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below)).contents().stream()
                    .filter(object -> !object.key().endsWith("/"))
                    .forEach(object -> objects.accept(new ArchivedObject(
                            object.key(), sourceOf(object.key()), object.size(), object.lastModified())));
            return null;
        });
    }

    private String sourceOf(String key) {
        int end = key.indexOf('/', prefix.length());
        return end < 0 ? "" : key.substring(prefix.length(), end);
    }

    /** An object's content as lines of JSON, whatever the format that its key tells. The caller closes it. */
    public InputStream read(String key) throws IOException {
        InputStream content = answer(
                key + " in the archive " + bucket,
                () -> s3.getObject(get -> get.bucket(bucket).key(key)));
        return switch (ArchiveFormat.ofKey(key).orElse(ArchiveFormat.JSON)) {
            case JSON -> content;
            case JSON_GZIP -> new GZIPInputStream(content, 64 << 10);
            case JSON_ZSTD -> new ZstdInputStream(content);
            case PARQUET -> ParquetLines.of(content);
        };
    }

    private static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchBucketException _) {
            throw new Refusal(what + " does not exist");
        } catch (NoSuchKeyException _) {
            throw new Refusal("there is no " + what);
        } catch (SdkException e) {
            throw new Refusal("can't read " + what + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
