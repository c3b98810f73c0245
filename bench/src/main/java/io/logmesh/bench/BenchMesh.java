package io.logmesh.bench;

import io.logmesh.local.ChildDeath;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshAddresses;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The servers of a comparison, and the service that it measures. */
final class BenchMesh implements AutoCloseable {

    /** What is done while the service runs. */
    interface Measurement {
        double take(String group) throws IOException, ExecutionException, InterruptedException;
    }

    private final LocalMesh mesh;
    private final Admin admin;
    private final Deaths deaths;

    private BenchMesh(LocalMesh mesh, Admin admin, Deaths deaths) {
        this.mesh = mesh;
        this.admin = admin;
        this.deaths = deaths;
    }

    /** What died while it was measured: waiting for it would tell nothing. */
    private static final class Deaths implements MeshListener {

        private volatile ChildDeath first;

        @Override
        public void died(ChildDeath death) {
            first = death;
        }

        private void check() {
            var death = first;
            if (death != null) {
                throw new IllegalStateException(
                        death.name() + " died with exit code " + death.exitCode() + "; see " + death.log());
            }
        }
    }

    /** Starts all servers. */
    static BenchMesh start(MeshOptions options) throws InterruptedException {
        return start(options, Server.values());
    }

    /** Starts these servers only, Kafka among them. */
    static BenchMesh start(MeshOptions options, Server... some) throws InterruptedException {
        var deaths = new Deaths();
        var mesh = new LocalMesh(options, deaths);
        try {
            mesh.startServers(some);
            var kafka = mesh.addresses().kafka();
            return new BenchMesh(mesh, Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka)), deaths);
        } catch (InterruptedException | RuntimeException e) {
            mesh.close();
            throw e;
        }
    }

    void makeTopic(String name, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    MeshAddresses addresses() {
        return mesh.addresses();
    }

    String kafka() {
        return mesh.addresses().kafka();
    }

    /** The root of a service's HTTP interface. */
    URI address(Service service) {
        return mesh.address(service);
    }

    List<String> topics(Pattern name) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name.asMatchPredicate())
                .toList();
    }

    /** How many offsets of these topics were given, less one for each partition, which may be that of a commit marker. */
    long written(Collection<String> topics) throws ExecutionException, InterruptedException {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> Math.max(0, end.offset() - 1))
                .sum();
    }

    Drain drain(String topic, long records) {
        return drain(List.of(topic), records);
    }

    Drain drain(Collection<String> topics, long records) {
        return new Drain(admin, topics, records, deaths::check);
    }

    /** Starts the service and returns when it is ready; {@link #stop} belongs to it. */
    void start(Service service) throws InterruptedException {
        mesh.start(service);
    }

    void stop(Service service) {
        mesh.stop(service);
    }

    /** Lets the service, which must be stopped, begin again at the input's beginning. */
    void forget(Service service) throws ExecutionException, InterruptedException {
        admin.deleteConsumerGroups(List.of(groupOf(service))).all().get();
    }

    /** What {@code measurement} gives while the service runs, which begins at the input's beginning each time. */
    double whileRunning(Service service, Measurement measurement)
            throws IOException, ExecutionException, InterruptedException {
        start(service);
        try {
            return measurement.take(groupOf(service));
        } finally {
            stop(service);
            forget(service);
        }
    }

    static String groupOf(Service service) {
        return "logmesh-" + service.displayName();
    }

    @Override
    public void close() {
        admin.close();
        mesh.close();
    }
}
