package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples of what the Java threads of a JVM spend their CPU time with, native code and the kernel included, by its own recorder
 * (JDK 25, Linux).
 *
 * @param ofMetrics those of them in which a class that counts, or shows what was counted, is somewhere on the stack
 */
record CpuSamples(long all, long ofMetrics) {

    static final CpuSamples NONE = new CpuSamples(0, 0);

    private static final String SAMPLE = "jdk.CPUTimeSample";

    private static final Pattern METRICS = Pattern.compile("io\\.(?:micrometer|prometheus)\\..+"
            + "|io\\.logmesh\\.telemetry\\.(?!Tracing|RecordSpan).+"
            + "|io\\.logmesh\\..*(?:Meters|IndexerMetrics|ArchiveReport)(?:\\$.*)?");

    /** What a JVM is told, so that it writes {@code recording} when it ends. */
    static String option(Path recording) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording + ',' + SAMPLE
                + "#enabled=true," + SAMPLE + "#throttle=5ms";
    }

    static CpuSamples read(Path recording) throws IOException {
        long all = 0;
        long ofMetrics = 0;
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                var event = events.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    all++;
                    ofMetrics += isOfMetrics(event.getStackTrace().getFrames()) ? 1 : 0;
                }
            }
        }
        return new CpuSamples(all, ofMetrics);
    }

    CpuSamples plus(CpuSamples other) {
        return new CpuSamples(all + other.all, ofMetrics + other.ofMetrics);
    }

    private static boolean isOfMetrics(List<RecordedFrame> frames) {
        return frames.stream()
                .anyMatch(frame ->
                        METRICS.matcher(frame.getMethod().getType().getName()).matches());
    }
}
