package io.logmesh.local;

import java.nio.file.Path;
import java.util.List;

/**
 * A child process that ended although nobody asked it to.
 *
 * @param name the server's or service's display name
 * @param exitCode what it returned; 128 + n where signal n killed it
 * @param log its log file
 * @param lastLines the last warnings and errors of that log, else its end; at most 20 lines
 */
public record ChildDeath(String name, int exitCode, Path log, List<String> lastLines) {

    public ChildDeath {
        lastLines = List.copyOf(lastLines);
    }
}
