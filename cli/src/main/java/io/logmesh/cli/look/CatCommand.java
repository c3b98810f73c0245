package io.logmesh.cli.look;

import io.logmesh.cli.connection.ConnectionOptions;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code logmesh cat}. */
@Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        header = "Print the lines of archived objects.",
        description = "Keys are listed by logmesh objects.")
public final class CatCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KEY", arity = "1..*", description = "the object's key")
    private List<String> keys;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    /** Writes bytes, not text: what is archived comes out as it is, whatever the terminal's encoding. */
    @Override
    public Integer call() throws IOException {
        try (var archive = connection.resolve().archive();
                var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 << 10)) {
            for (var key : keys) {
                try (var content = archive.read(key)) {
                    content.transferTo(out);
                }
            }
        } catch (IOException e) {
            if (!"Broken pipe".equals(e.getMessage())) {
                throw e;
            }
            // whoever reads has seen enough, as in "logmesh cat KEY | head"
        }
        return 0;
    }
}
