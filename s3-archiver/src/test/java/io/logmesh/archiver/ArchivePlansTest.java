package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.archiver.archive.Partition;
import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchivePlansTest {

    private static final Partition WEB = new Partition("logs.enriched.web", 3);

    private final ArchivePlans plans = new ArchivePlans(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(ArchiverConfig.class)
                    .withDefaultValues(Map.of("logmesh.archiver.bucket", "b"))
                    .build()
                    .getConfigMapping(ArchiverConfig.class),
            Sources.none());

    @Test
    void followTheRulesInForce() throws Exception {
        assertThat(format()).isEqualTo(ArchiveFormat.JSON_GZIP);

        change("parquet, rotate: {every: 1m}");
        assertThat(format()).isEqualTo(ArchiveFormat.PARQUET);
        assertThat(plans.apply(WEB).rotation().every()).hasMinutes(1);

        change("json.zst");
        assertThat(format()).isEqualTo(ArchiveFormat.JSON_ZSTD);
        assertThat(plans.apply(WEB).rotation().every()).hasMinutes(5);
    }

    @Test
    void areTheUsualOnesForASourceThatTheRulesDoNotName() throws Exception {
        change("parquet");
        assertThat(plans.apply(new Partition("logs.enriched.other", 0))
                        .recipe()
                        .encoding()
                        .format())
                .isEqualTo(ArchiveFormat.JSON_GZIP);
    }

    private ArchiveFormat format() {
        return plans.apply(WEB).recipe().encoding().format();
    }

    private void change(String format) throws Exception {
        var next = Sources.parse("logmesh.yaml", "sources: {web: {match: 'true', archive: {format: " + format + "}}}");
        var watch = new SourcesWatch(plans, new SimpleMeterRegistry());
        watch.prepare(LiveSources.Rules.of(next));
        watch.changed(LiveSources.Rules.of(next));
    }
}
