package io.logmesh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** The folder that a mesh keeps its data, logs and process ids in. */
record MeshHome(Path folder) {

    MeshHome {
        folder = folder.toAbsolutePath().normalize();
    }

    /** A folder for the data and the settings of one server or service. */
    Path of(String name) {
        return folder.resolve(name);
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path pidFile(String name) {
        return run().resolve(name + ".pid");
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    /** Where a running mesh tells other processes how to reach it. */
    Path addressFile() {
        return run().resolve("mesh.properties");
    }

    /** What the command line of each child contains, so that a later run recognises those left over by this one. */
    String marker() {
        return "logmesh.child=" + folder;
    }

    /** Makes the folders that are missing, forgets the former run's processes, and keeps its logs beside the new ones. */
    void prepare() throws IOException {
        deleteTree(run());
        Files.createDirectories(run());
        Files.createDirectories(logs());
        try (var logs = Files.newDirectoryStream(logs(), "*.log")) {
            for (var log : logs) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Deletes everything but the lock, which is held by whoever calls this. */
    void deleteData() throws IOException {
        try (var entries = Files.newDirectoryStream(folder, entry -> !entry.equals(lockFile()))) {
            for (var entry : entries) {
                deleteTree(entry);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (NoSuchFileException _) {
            // already gone, which is what was wanted
        }
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    private Path run() {
        return folder.resolve("run");
    }
}
