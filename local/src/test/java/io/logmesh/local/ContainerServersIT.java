package io.logmesh.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ContainerServersIT extends BackingServersContract {

    @Override
    BackingServers create(MeshHome home, Ports ports, MeshListener listener) {
        assumeTrue(
                DockerEngine.answers(), "no Docker engine answers here, so the servers are tested as processes only");
        return new ContainerServers(home, ports, listener);
    }
}
