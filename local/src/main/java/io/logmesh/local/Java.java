package io.logmesh.local;

import java.nio.file.Path;
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
     * @param classes the file in which it leaves its loaded classes when it ends, and by which the next start takes half as
     *     long. To be kept beside its jars, so that a build that makes those anew takes it away: a JVM takes an archive of
     *     other jars for none, but lets it be
     * @param more further flags, then the main class or jar, then its arguments
     */
    static List<String> command(MeshHome home, int heapMegabytes, Path classes, List<String> more) {
        var command = new ArrayList<String>();
        command.add(Executables.java());
        command.add("-D" + home.marker());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:SharedArchiveFile=" + classes);
        command.add("-XX:+AutoCreateSharedArchive");
        // One that is missing or doesn't fit is no news to who starts a mesh.
        command.add("-Xlog:cds*=off,aot*=off");
        command.addAll(more);
        return List.copyOf(command);
    }
}
