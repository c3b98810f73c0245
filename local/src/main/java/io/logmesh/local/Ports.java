package io.logmesh.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The TCP ports of a mesh, all on the loopback interface.
 *
 * @param firstLane the port of the first lane's enricher; those of the others follow it
 */
public record Ports(
        int kafka,
        int kafkaController,
        int elasticsearch,
        int elasticsearchTransport,
        int s3,
        Map<Stage, Integer> services,
        int firstLane) {

    /** Below what operating systems hand out to outgoing connections, which would otherwise take a port in between. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;
    private static final int MAX_PORT = 65_535;

    /** Lanes that a mesh of {@link #free()} has room for. */
    private static final int FREE_LANES = 4;

    public Ports {
        services = Map.copyOf(services);
    }

    /**
     * The ports that the documentation names, each shifted by {@code offset}.
     *
     * @throws MeshException where one of them would be no port
     */
    public static Ports fixed(int offset) {
        var services = Map.of(
                Stage.of(Service.ROUTER), 8081 + offset,
                Stage.of(Service.ENRICHER), 8082 + offset,
                Stage.of(Service.S3_ARCHIVER), 8083 + offset,
                Stage.of(Service.ES_INDEXER), 8084 + offset);
        var ports = new Ports(
                9092 + offset, 9093 + offset, 9200 + offset, 9300 + offset, 9000 + offset, services, 8085 + offset);
        if (ports.byName().values().stream().anyMatch(port -> port < 1 || port > MAX_PORT)) {
            throw new MeshException("a port offset of " + offset + " leads to ports outside 1 to " + MAX_PORT);
        }
        return ports;
    }

    /** Ports that nobody listens on right now; for tests, so that several meshes can run at once. */
    public static Ports free() {
        var free = new LinkedHashSet<Integer>();
        while (free.size() < 5 + Service.values().length) {
            int candidate = RandomGenerator.getDefault().nextInt(FREE_FROM, FREE_TO);
            if (!isTaken(candidate)) {
                free.add(candidate);
            }
        }
        return numbered(free);
    }

    private static Ports numbered(Set<Integer> numbers) {
        var next = numbers.iterator();
        var services = new HashMap<Stage, Integer>();
        for (var service : Service.values()) {
            services.put(Stage.of(service), next.next());
        }
        return new Ports(next.next(), next.next(), next.next(), next.next(), next.next(), services, freeRow(numbers));
    }

    /** The first of some free ports in a row, beside {@code others}. */
    private static int freeRow(Set<Integer> others) {
        while (true) {
            int first = RandomGenerator.getDefault().nextInt(FREE_FROM, FREE_TO);
            if (IntStream.range(first, first + FREE_LANES).noneMatch(port -> others.contains(port) || isTaken(port))) {
                return first;
            }
        }
    }

    /** These, and one for the enricher of each lane, in the order of their names. */
    public Ports withLanes(SortedSet<String> lanes) {
        var all = new HashMap<>(services);
        int next = firstLane;
        for (var lane : lanes) {
            all.put(Stage.ofLane(lane), next++);
        }
        return new Ports(kafka, kafkaController, elasticsearch, elasticsearchTransport, s3, all, firstLane);
    }

    public int of(Service service) {
        return of(Stage.of(service));
    }

    int of(Stage stage) {
        return services.get(stage);
    }

    /** All of them by what they are for, such as {@code kafka} or {@code router}, in the order of the flow. */
    public SequencedMap<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(Server.KAFKA.displayName(), kafka);
        ports.put("kafka controller", kafkaController);
        ports.put(Server.ELASTICSEARCH.displayName(), elasticsearch);
        ports.put("elasticsearch transport", elasticsearchTransport);
        ports.put(Server.S3.displayName(), s3);
        new TreeMap<>(services).forEach((stage, port) -> ports.put(stage.displayName(), port));
        return ports;
    }

    /** Those of {@link #byName()} that somebody listens on already. */
    public SequencedMap<String, Integer> taken() {
        var taken = byName();
        taken.values().removeIf(port -> !isTaken(port));
        return taken;
    }

    /** @throws MeshException naming those that somebody listens on already */
    void requireFree() {
        var taken = taken();
        if (!taken.isEmpty()) {
            throw new MeshException("somebody listens already on the ports of " + taken + ": stop that, or shift ours");
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            // A connection of a former run that lingers in TIME_WAIT is in nobody's way.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
