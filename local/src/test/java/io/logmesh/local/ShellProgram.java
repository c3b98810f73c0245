package io.logmesh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program for tests: a shell script that says it can be used by making the file {@code $READY}. */
record ShellProgram(String name, String script, Path ready) implements Program {

    @Override
    public void prepare() throws IOException {
        Files.deleteIfExists(ready);
    }

    @Override
    public List<String> command() {
        return List.of("sh", "-c", script);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("READY", ready.toString());
    }

    @Override
    public boolean answers() {
        return Files.exists(ready);
    }
}
