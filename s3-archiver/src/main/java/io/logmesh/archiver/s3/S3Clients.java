package io.logmesh.archiver.s3;

import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** Builds the SDK's client. */
final class S3Clients {

    /** Enough to fill a network link with single PUTs; more only share it. */
    private static final int CONNECTIONS = 16;

    /** A range of many sources and hours is as many uploads at once; they wait for a connection in this queue. */
    private static final int QUEUED = 10_000;

    private S3Clients() {}

    static S3AsyncClient of(S3Settings settings) {
        var http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS)
                .maxPendingConnectionAcquires(QUEUED)
                .connectionAcquisitionTimeout(settings.timeouts().attempt())
                .connectionTimeout(settings.timeouts().connect());
        var limits = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .apiCallAttemptTimeout(settings.timeouts().attempt())
                .build();
        var builder = S3AsyncClient.builder()
                .httpClientBuilder(http)
                .overrideConfiguration(limits)
                .forcePathStyle(settings.pathStyle());
        settings.endpoint().ifPresent(builder::endpointOverride);
        region(settings, builder);
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException("no S3 client can be made; is the region set? " + e.getMessage(), e);
        }
    }

    /**
     * Stores that are not AWS have one region, most often, which still must be named to sign a request. Where none is set, it
     * is not asked of the machine, as the SDK would: outside of AWS nobody answers that.
     */
    private static void region(S3Settings settings, S3AsyncClientBuilder builder) {
        settings.region()
                .map(Region::of)
                .or(() -> settings.endpoint().map(_ -> ofEnvironment().orElse(Region.US_EAST_1)))
                .ifPresent(builder::region);
    }

    /** Of AWS_REGION, aws.region or the profile. */
    static Optional<Region> ofEnvironment() {
        try {
            return Optional.of(
                    new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                            .getRegion());
        } catch (SdkClientException _) {
            return Optional.empty();
        }
    }
}
