package io.logmesh.archiver.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class S3ClientsTest {

    @Test
    void anEndpointDoesNotHideTheRegionOfTheEnvironment() {
        System.setProperty("aws.region", "eu-central-1");
        try {
            assertThat(region(Optional.empty())).isEqualTo(Region.EU_CENTRAL_1);
            assertThat(region(Optional.of("eu-west-3"))).isEqualTo(Region.EU_WEST_3);
        } finally {
            System.clearProperty("aws.region");
        }
    }

    private static Region region(Optional<String> set) {
        var settings = new S3Settings(
                "b",
                Optional.of(URI.create("http://127.0.0.1:1")),
                set,
                true,
                "logs",
                S3Settings.Keeping.DEFAULT,
                S3Settings.Timeouts.DEFAULT);
        try (var client = S3Clients.of(settings)) {
            return client.serviceClientConfiguration().region();
        }
    }
}
