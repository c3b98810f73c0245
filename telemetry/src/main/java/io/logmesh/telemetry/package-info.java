/**
 * What the services tell of themselves alike: {@link io.logmesh.telemetry.Freshness}, {@link io.logmesh.telemetry.GroupLag}
 * and {@link io.logmesh.telemetry.Tracing}. It knows the vendors of metrics and traces, so that the services need not.
 */
package io.logmesh.telemetry;
