package io.logmesh.archiver.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.Encoding;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Range;
import io.logmesh.archiver.archive.Spool;
import io.logmesh.archiver.archive.Tally;
import io.logmesh.archiver.s3.S3Settings.Keeping;
import io.logmesh.archiver.s3.S3Settings.Timeouts;
import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.HourManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

    private static final Keeping EVERYTHING = new Keeping(
            Optional.of("STANDARD_IA"),
            Optional.of("bucket-owner-full-control"),
            Optional.of("aws:kms"),
            Optional.of("key-1"),
            Map.of("team", "a&b"));

    @Test
    void everyKindOfRequestSaysHowTheObjectIsKept(@TempDir Path folder) throws IOException {
        var requests = new Requests(settings(EVERYTHING));
        var content = Spool.in(folder, 1 << 20).newContent();
        var range = new Range(new Partition("logs.enriched.web", 3), 10, 19);
        var object = new ArchiveObject(
                "logs/a.json", "web", range, Encoding.of(ArchiveFormat.JSON), new Tally(1, 1, 1, 0, 0, 0), content);

        var put = requests.put(object, Sha256.of(content), true);
        var create = requests.create(object, Sha256.of(content));
        var manifest = requests.put(new HourManifest(1, "web", "logs/web", List.of()), Map.of());

        assertThat(List.of(put.storageClassAsString(), create.storageClassAsString()))
                .containsOnly("STANDARD_IA");
        assertThat(List.of(put.aclAsString(), create.aclAsString(), manifest.aclAsString()))
                .containsOnly("bucket-owner-full-control");
        assertThat(List.of(
                        put.serverSideEncryptionAsString(),
                        create.serverSideEncryptionAsString(),
                        manifest.serverSideEncryptionAsString()))
                .containsOnly("aws:kms");
        assertThat(List.of(put.ssekmsKeyId(), create.ssekmsKeyId(), manifest.ssekmsKeyId()))
                .containsOnly("key-1");
        assertThat(List.of(put.tagging(), create.tagging(), manifest.tagging())).containsOnly("team=a%26b");
    }

    @ParameterizedTest
    @CsvSource({
        "everybody,,,keep.acl: there is no 'everybody' but",
        ",AES,,keep.encryption: there is no 'AES' but AES256",
        ",AES256,key-1,keep.kms-key needs keep.encryption to be aws:kms"
    })
    void refusesWhatTheStoreWouldRefuseForEachObject(String acl, String encryption, String kmsKey, String expected) {
        assertThatThrownBy(() -> new Keeping(
                        Optional.empty(),
                        Optional.ofNullable(acl),
                        Optional.ofNullable(encryption),
                        Optional.ofNullable(kmsKey),
                        Map.of()))
                .hasMessageStartingWith(expected);
    }

    @Test
    void refusesTimeoutsThatNothingCouldMeet() {
        assertThatThrownBy(() -> new Timeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("timeout.connect");
    }

    private static S3Settings settings(Keeping keeping) {
        return new S3Settings("b", Optional.empty(), Optional.empty(), false, "logs", keeping, Timeouts.DEFAULT);
    }
}
