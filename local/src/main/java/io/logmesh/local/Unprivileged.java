package io.logmesh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/** How root runs a program as a user without rights. */
final class Unprivileged {

    /** The number of the user and the group {@code nobody}, the same on every Linux. */
    private static final int NOBODY = 65_534;

    /**
     * Keeps one capability over the change of user. The secure bit is for access(2), by which Java asks whether a file
     * exists: without it, the kernel leaves capabilities out of the answer.
     */
    private static final List<String> KEEP_READING = List.of(
            "--securebits", "+no_setuid_fixup",
            "--inh-caps", "-all,+dac_read_search",
            "--ambient-caps", "-all,+dac_read_search");

    private Unprivileged() {}

    static boolean isNeeded() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Makes the unprivileged user the owner of a folder and all that is in it. */
    static void handOver(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY);
                Files.setAttribute(path, "unix:gid", NOBODY);
            }
        }
    }

    /**
     * What to put before a command, so that it runs unprivileged. Where one of the folders that it needs lies below one
     * that others can't enter, such as {@code /root}, it keeps the right to read, rather than have permissions changed.
     *
     * @throws MeshException where the machine lacks the program for it
     */
    static List<String> prefix(List<Path> folders) {
        var setpriv = Executables.find("setpriv")
                .orElseThrow(
                        () -> new MeshException("Elasticsearch refuses to run as root, and setpriv, which would start"
                                + " it unprivileged, is not there: install util-linux, or use another account"));
        var prefix = new ArrayList<>(
                List.of(setpriv.toString(), "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups"));
        if (!folders.stream().allMatch(Unprivileged::canBeEntered)) {
            prefix.addAll(KEEP_READING);
        }
        return prefix;
    }

    /** Whether others may enter all folders that lead to this one. */
    static boolean canBeEntered(Path folder) {
        try {
            for (var at = folder.toRealPath().getParent(); at != null; at = at.getParent()) {
                if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
