package io.logmesh.archiver;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the bucket can't be written, or a partition can't be archived by this version; alive all the same. */
@Readiness
@ApplicationScoped
class ArchiveReadiness implements HealthCheck {

    private final Archiver archiver;
    private final ArchiveReport report;

    ArchiveReadiness(Archiver archiver, ArchiveReport report) {
        this.archiver = archiver;
        this.report = report;
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
        return answer.status(problem.isEmpty() && barred.isEmpty()).build();
    }
}
