package io.logmesh.local;

import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM that shares a small machine with seven others. */
final class Java {

    private Java() {}

    /**
     * A JVM for the mesh in {@code home}. With two cores and heaps this small, the serial collector needs the least
     * memory, and pauses as briefly as any.
     *
     * @param heapMegabytes the limit of its heap
     * @param more further flags, then the main class or jar, then its arguments
     */
    static List<String> command(MeshHome home, int heapMegabytes, List<String> more) {
        var command = new ArrayList<String>();
        command.add(Executables.java());
        command.add("-D" + home.marker());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(more);
        return List.copyOf(command);
    }
}
