package io.logmesh.local;

class ProcessServersIT extends BackingServersContract {

    @Override
    BackingServers create(MeshHome home, Ports ports, MeshListener listener) {
        return new ProcessServers(Installation.find(), home, ports, SearchSize.SMALL, listener);
    }
}
