package io.logmesh.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The backing servers as child processes, from what the build took out of the Maven registry. */
final class ProcessServers implements BackingServers {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Map<Server, Child> children = new EnumMap<>(Server.class);
    private final KafkaBroker kafka;
    private final ElasticsearchNode elasticsearch;
    private final S3Proxy s3;

    ProcessServers(Installation installation, MeshHome home, Ports ports, SearchSize search, MeshListener listener) {
        kafka = new KafkaBroker(installation, home, ports);
        elasticsearch = new ElasticsearchNode(installation, home, ports, search);
        s3 = new S3Proxy(installation, home, ports);
        children.put(Server.KAFKA, new Child(kafka, home, listener));
        children.put(Server.ELASTICSEARCH, new Child(elasticsearch, home, listener));
        children.put(Server.S3, new Child(s3, home, listener));
    }

    @Override
    public void start(Server server) throws InterruptedException {
        children.get(server).start();
    }

    @Override
    public void kill(Server server) {
        children.get(server).kill();
    }

    @Override
    public boolean isRunning(Server server) {
        return children.get(server).isRunning();
    }

    @Override
    public MeshAddresses addresses() {
        return new MeshAddresses(kafka.address(), elasticsearch.address(), s3.address());
    }

    @Override
    public Path log(Server server) {
        return children.get(server).log();
    }

    @Override
    public void close() {
        Child.closeAll(children.values(), GRACE);
    }
}
