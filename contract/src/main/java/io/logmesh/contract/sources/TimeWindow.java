package io.logmesh.contract.sources;

import java.time.Duration;

/**
 * Which times of an event are believed, seen from when it was collected. Others are kept beside it and not used.
 *
 * @param past how long before: a node may have been cut off for days
 * @param future how long after: clocks may be ahead, and local times be mistaken for UTC
 */
public record TimeWindow(Duration past, Duration future) {

    public static final TimeWindow DEFAULT = new TimeWindow(Duration.ofDays(7), Duration.ofHours(1));
}
