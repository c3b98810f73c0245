package io.logmesh.cli.rules;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.Topics;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.Explainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Show which rules a record meets, why, and what becomes of it, enriched.",
        description =
                "Decided by the code of router and enricher. Of each && and || it shows which terms are true, and the"
                        + " values that they saw; then what the enricher finds in the text, and the record that goes on."
                        + " Without a key, by: hash is shown as by: mask; without the catalog, no record has an owner.",
        footer = {"", "Exit codes: 0 explained, 2 the record or the file is refused."})
public final class ExplainCommand implements Callable<Integer> {

    /** What {@code send} sends at most, and the mesh's own topics take. */
    private static final int MAX_BYTES = Topics.MAX_MESSAGE_BYTES;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--record",
            required = true,
            paramLabel = "FILE",
            description = "one Kafka message, as a collector writes it; - is standard input. A line end behind it is"
                    + " left out")
    private Path record;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.RAW,
            description = "the raw topic that it comes through (${DEFAULT-VALUE})")
    private String topic;

    @Option(names = "--header", paramLabel = "NAME=TEXT", description = "a header of it; may be repeated")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_SOURCES_FILE}",
            description =
                    "the logmesh.yaml; without it, this folder's, else the local mesh's, else config/logmesh.yaml."
                            + " Environment: LOGMESH_SOURCES_FILE")
    private Path sourcesFile;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        var path = RulesFile.find(Optional.ofNullable(sourcesFile), new ConnectionOptions().resolve());
        var sources = RulesFile.read(path, spec.commandLine().getErr());
        if (sources.isEmpty()) {
            return 2;
        }
        byte[] value = readRecord();
        var raw = new RawRecord(topic, 0, 0, System.currentTimeMillis(), value, () -> headers);
        var message = Fate.of(raw, sources.get(), new Explainer());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ExplanationJson.of(message, sources.get().hash()));
            out.flush();
        } else {
            new ExplanationPrinter(out, Marks.forOutput()).print(value, message);
        }
        return 0;
    }

    private byte[] readRecord() {
        if (record.toString().equals("-")) {
            return read(System.in);
        }
        try (var in = Files.newInputStream(record)) {
            return read(in);
        } catch (NoSuchFileException _) {
            throw new Refusal(record + ": there is no such file");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refusal(record + ": is larger than " + Units.bytes(MAX_BYTES)
                        + ", which no topic of the mesh takes, and send refuses");
            }
            return withoutLineEnd(bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Refusal unreadable(IOException e) {
        return new Refusal(record + ": can't be read: " + e.getMessage());
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length -= length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
        }
        return Arrays.copyOf(bytes, length);
    }
}
