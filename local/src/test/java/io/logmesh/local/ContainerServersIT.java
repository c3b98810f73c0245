package io.logmesh.local;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
        value = "io.logmesh.local.DockerEngine#answers",
        disabledReason = "no Docker engine answers here, so the servers are tested as processes only")
class ContainerServersIT extends BackingServersContract {

    @Override
    BackingServers create(MeshHome home, Ports ports, MeshListener listener) {
        return new ContainerServers(home, ports, listener);
    }
}
