package io.logmesh.archiver;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the group is joined, while the bucket can't be written, and where a partition can't be archived by this
 * version; alive all the same. SmallRye's own check tells whether the connection to Kafka holds.
 */
@Readiness
@ApplicationScoped
class ArchiveReadiness implements HealthCheck {

    private final Archiver archiver;
    private final ArchiveReport report;
    private final Ownership ownership;

    ArchiveReadiness(Archiver archiver, ArchiveReport report, Ownership ownership) {
        this.archiver = archiver;
        this.report = report;
        this.ownership = ownership;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("archive");
        var problem = archiver.problem();
        var barred = report.barred();
        problem.ifPresent(text -> answer.withData("s3", text));
        if (!barred.isEmpty()) {
            answer.withData("partitions of another version", barred.toString());
        }
        if (!ownership.hasJoined()) {
            answer.withData("kafka", "the consumer group is not joined yet; check kafka.bootstrap.servers");
        }
        return answer.status(problem.isEmpty() && barred.isEmpty() && ownership.hasJoined())
                .build();
    }
}
