package io.logmesh.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.function.Supplier;

/** The way past Micrometer, which has no histogram that is cheap enough, and no rows that come and go. */
final class Prometheus {

    private Prometheus() {}

    /** Asks {@code families} at each scrape. Does nothing where nobody scrapes, as in a test. */
    @SuppressWarnings("deprecation") // it is the one that Quarkus brings
    static void show(MeterRegistry registry, Supplier<List<MetricFamilySamples>> families) {
        switch (registry) {
            case CompositeMeterRegistry all -> all.getRegistries().forEach(one -> show(one, families));
            case io.micrometer.prometheus.PrometheusMeterRegistry prometheus ->
                prometheus.getPrometheusRegistry().register(new Asked(families));
            default -> {}
        }
    }

    private static final class Asked extends Collector {

        private final Supplier<List<MetricFamilySamples>> families;

        Asked(Supplier<List<MetricFamilySamples>> families) {
            this.families = families;
        }

        @Override
        public List<MetricFamilySamples> collect() {
            return families.get();
        }
    }
}
