package io.logmesh.archiver;

import io.logmesh.archiver.s3.S3Settings;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes of the configuration what several parts need. */
final class Wiring {

    @Produces
    @Singleton
    ArchivePlans plans(ArchiverConfig config, @ConfigProperty(name = "logmesh.sources-file") Optional<Path> file) {
        try {
            return new ArchivePlans(config, file.isEmpty() ? Sources.none() : Sources.load(file.get()));
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("logmesh.archiver: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    S3Settings s3(ArchiverConfig config) {
        var keep = config.keep();
        return new S3Settings(
                config.bucket(),
                config.endpoint(),
                config.region(),
                config.pathStyle(),
                config.prefix(),
                new S3Settings.Keeping(keep.storageClass(), keep.acl(), keep.encryption(), keep.kmsKey(), keep.tags()),
                new S3Settings.Timeouts(
                        config.timeout().connect(), config.timeout().attempt()));
    }
}
