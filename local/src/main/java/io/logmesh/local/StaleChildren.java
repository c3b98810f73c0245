package io.logmesh.local;

import java.util.List;
import java.util.stream.Stream;

/** Children of a former mesh that was killed before it could stop them. They hold ports and data folders. */
final class StaleChildren {

    private StaleChildren() {}

    /** Kills those that were started for {@code home}, and returns when they are gone. */
    static void kill(MeshHome home) {
        Kill.all(find(home));
    }

    /** Asks the processes themselves rather than pid files: their numbers may belong to somebody else by now. */
    static List<ProcessHandle> find(MeshHome home) {
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(ProcessHandle.current()))
                .filter(process -> isMarked(process.info().commandLine().orElse(""), home.marker()))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    /** Whether the command line has the marker as the end of an argument; that of a longer path is not meant. */
    static boolean isMarked(String commandLine, String marker) {
        int at = commandLine.indexOf(marker);
        int end = at + marker.length();
        return at >= 0 && (end == commandLine.length() || commandLine.charAt(end) == ' ');
    }
}
