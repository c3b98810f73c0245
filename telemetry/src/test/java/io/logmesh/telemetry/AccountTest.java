package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatIsDoneAndWhatIsHeldIsAccountedFor() {
        Account.show(registry);
        registry.counter(MetricNames.RECORDS_IN).increment(10);
        registry.counter(MetricNames.RECORDS_OUT, "source", "web").increment(4);
        registry.counter(MetricNames.RECORDS_OUT, "source", "shop").increment(3);
        registry.counter(MetricNames.DEAD_LETTERS, "reason", "no_id").increment();
        registry.gauge(MetricNames.RECORDS_HELD, new AtomicLong(2), AtomicLong::get);

        assertThat(unaccounted()).isZero();
        registry.counter(MetricNames.RECORDS_ADDED).increment(3);
        assertThat(unaccounted()).isEqualTo(3);
        registry.counter(MetricNames.RECORDS_OUT, "source", "web").increment(8);
        assertThat(unaccounted()).isEqualTo(-5);
    }

    /** Each look at a meter takes a moment, in which a record passes: what is read later is always more. */
    @Test
    void steadyTrafficIsNoDifference() {
        Account.show(registry);
        var passed = new AtomicLong();
        for (var name : new String[] {MetricNames.RECORDS_OUT, MetricNames.RECORDS_IN}) {
            FunctionCounter.builder(name, passed, AtomicLong::incrementAndGet).register(registry);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(unaccounted()).isZero();
        }
    }

    private double unaccounted() {
        return registry.get(MetricNames.RECORDS_UNACCOUNTED).gauge().value();
    }
}
