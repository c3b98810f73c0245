package io.logmesh.contract.sources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sources of {@code logmesh.yaml}, in the order of the file: the first that matches takes the record.
 *
 * @param all every source; the default one is among them, at the end where the file does not list it
 * @param defaultName the source of the records that nothing matches: the file's {@code default}, else {@value #DEFAULT}
 * @param topics with what the mesh's topics are made, unless a source says otherwise of its own
 * @param catalog by whom the catalog of owners is filled
 * @param tests what the file's author expects of the rules; services do not look at it
 */
public record Sources(
        List<Source> all, String defaultName, TopicSettings topics, CatalogSettings catalog, List<TestCase> tests) {

    /** The default source where there is no file, or no {@code default} in it. */
    public static final String DEFAULT = "k8s-logs";

    /** The shortest text of {@link #none()}. */
    static final String NONE = "default: " + DEFAULT + "\n";

    /** Kubernetes' ConfigMaps are limited to 1 MiB. */
    private static final int MAX_FILE_BYTES = 2 << 20;

    private static final int HASH_BYTES = 6;

    /** No rules: every record goes to the source {@value #DEFAULT}. */
    public static Sources none() {
        return of(List.of(), DEFAULT, TopicSettings.NONE, CatalogSettings.DEFAULT);
    }

    static Sources of(List<Source> declared, String defaultName, TopicSettings topics, CatalogSettings catalog) {
        var all = new ArrayList<>(declared);
        if (declared.stream().noneMatch(source -> source.name().equals(defaultName))) {
            all.add(Source.ofTheRest(defaultName));
        }
        return new Sources(List.copyOf(all), defaultName, topics, catalog, List.of());
    }

    Sources with(List<TestCase> someTests) {
        return new Sources(all, defaultName, topics, catalog, List.copyOf(someTests));
    }

    /**
     * Reads and checks a file.
     *
     * @throws InvalidSourcesException where it can't be read, or with everything that is wrong in it
     */
    public static Sources load(Path file) throws InvalidSourcesException {
        return parse(file.toString(), text(file));
    }

    /** What stands in that file, unchecked. */
    static String text(Path file) throws InvalidSourcesException {
        try (var content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw refused(file, "is larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException _) {
            throw refused(file, "there is no such file");
        } catch (CharacterCodingException _) {
            throw refused(file, "is not UTF-8 text");
        } catch (IOException e) {
            throw refused(file, "can't be read: " + e.getMessage());
        }
    }

    /** As {@link #load}; {@code name} is the file's name in messages. */
    public static Sources parse(String name, String yaml) throws InvalidSourcesException {
        return new SourcesReader(name, yaml).read();
    }

    /** The source of that name, if there is one. */
    public Optional<Source> named(String name) {
        return all.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    public Source defaultSource() {
        return named(defaultName).orElseThrow();
    }

    /** With what the enriched topic of that source is made. */
    public TopicSettings topicOf(Source source) {
        return source.topic().or(topics);
    }

    /** The lanes besides the common one. */
    public Set<String> lanes() {
        return all.stream().flatMap(source -> source.lane().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Twelve hex digits that change whenever a rule does. Comments, tests, white space around expressions and the notation
     * of the YAML do not count; the order of the sources does.
     */
    public String hash() {
        var content = new StringBuilder(defaultName).append(topics);
        if (!catalog.equals(CatalogSettings.DEFAULT)) {
            content.append(catalog);
        }
        all.forEach(source -> content.append('\n').append(source));
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static InvalidSourcesException refused(Path file, String message) {
        return new InvalidSourcesException(List.of(new Problem(file.toString(), 0, 0, message)));
    }
}
