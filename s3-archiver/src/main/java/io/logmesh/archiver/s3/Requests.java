package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.contract.archive.HourManifest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What the store is told of an object. All formats are stored as the files they are: with their {@code Content-Type} and
 * no {@code Content-Encoding}, with which some clients would unpack them on the way and leave a file whose name lies.
 */
final class Requests {

    /** The CRC-32C of the records' values; see {@link io.logmesh.archiver.archive.Tally#checksum()}. */
    static final String CHECKSUM = "crc32c";

    private static final String ANY = "*";

    private final S3Settings settings;

    Requests(S3Settings settings) {
        this.settings = settings;
    }

    PutObjectRequest put(ArchiveObject object, Sha256 sha256, boolean onlyIfNew) {
        var keeping = settings.keeping();
        return PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(object.key())
                .contentType(object.encoding().format().contentType())
                .contentLength(object.content().size())
                .checksumSHA256(sha256.base64())
                .ifNoneMatch(onlyIfNew ? ANY : null)
                .metadata(metadata(object, sha256))
                .storageClass(keeping.storageClass().orElse(null))
                .acl(keeping.acl().orElse(null))
                .serverSideEncryption(keeping.encryption().orElse(null))
                .ssekmsKeyId(keeping.kmsKey().orElse(null))
                .tagging(tags())
                .build();
    }

    CreateMultipartUploadRequest create(ArchiveObject object, Sha256 sha256) {
        var keeping = settings.keeping();
        return CreateMultipartUploadRequest.builder()
                .bucket(settings.bucket())
                .key(object.key())
                .contentType(object.encoding().format().contentType())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .metadata(metadata(object, sha256))
                .storageClass(keeping.storageClass().orElse(null))
                .acl(keeping.acl().orElse(null))
                .serverSideEncryption(keeping.encryption().orElse(null))
                .ssekmsKeyId(keeping.kmsKey().orElse(null))
                .tagging(tags())
                .build();
    }

    /** A manifest is kept as the objects are that it lists. */
    PutObjectRequest put(HourManifest manifest, Map<String, String> metadata) {
        var keeping = settings.keeping();
        return PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(manifest.key())
                .contentType("application/json")
                .metadata(metadata)
                .acl(keeping.acl().orElse(null))
                .serverSideEncryption(keeping.encryption().orElse(null))
                .ssekmsKeyId(keeping.kmsKey().orElse(null))
                .tagging(tags())
                .build();
    }

    private static Map<String, String> metadata(ArchiveObject object, Sha256 sha256) {
        var range = object.range();
        var metadata = new HashMap<String, String>();
        metadata.put("topic", range.partition().topic());
        metadata.put("partition", Integer.toString(range.partition().number()));
        metadata.put("first", Long.toString(range.first()));
        metadata.put("last", Long.toString(range.last()));
        metadata.put("records", Long.toString(object.tally().records()));
        metadata.put("bytes", Long.toString(object.tally().bytes()));
        metadata.put(CHECKSUM, object.tally().checksumText());
        metadata.put("sha256", sha256.hex());
        return metadata;
    }

    private String tags() {
        var tags = settings.keeping().tags();
        return tags.isEmpty()
                ? null
                : tags.entrySet().stream()
                        .map(tag -> encoded(tag.getKey()) + '=' + encoded(tag.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
