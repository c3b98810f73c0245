package io.logmesh.local;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One process of a service. Only the enricher has several: one for each lane, besides that of the records in no lane.
 *
 * @param lane whose records it takes; absent = the only one of its service, or the enricher of the records in no lane
 */
public record Stage(Service service, Optional<String> lane) implements Comparable<Stage> {

    private static final String LANE_PREFIX = Service.ENRICHER.displayName() + '-';

    private static final Comparator<Stage> FLOW = Comparator.comparing(Stage::service)
            .thenComparing(stage -> stage.lane().orElse(""));

    public static Stage of(Service service) {
        return new Stage(service, Optional.empty());
    }

    public static Stage ofLane(String lane) {
        return new Stage(Service.ENRICHER, Optional.of(lane));
    }

    /** Those of a mesh with these lanes, in the order of the flow. */
    public static List<Stage> all(Collection<String> lanes) {
        return Stream.concat(
                        Stream.of(Service.values()).map(Stage::of),
                        lanes.stream().map(Stage::ofLane))
                .sorted()
                .toList();
    }

    /** The one of that {@link #displayName()}. */
    public static Optional<Stage> named(String name) {
        return Stream.of(Service.values())
                .filter(service -> service.displayName().equals(name))
                .map(Stage::of)
                .findFirst()
                .or(() -> Optional.of(name)
                        .filter(text -> text.startsWith(LANE_PREFIX))
                        .map(text -> ofLane(text.substring(LANE_PREFIX.length()))));
    }

    /** The name of its log and pid file, and what messages to the user call it, such as {@code enricher-slow}. */
    public String displayName() {
        return lane.map(name -> LANE_PREFIX + name).orElse(service.displayName());
    }

    /** The consumer group that it is in. */
    public String group() {
        return "logmesh-" + displayName();
    }

    /** By the order of the flow. */
    @Override
    public int compareTo(Stage other) {
        return FLOW.compare(this, other);
    }
}
