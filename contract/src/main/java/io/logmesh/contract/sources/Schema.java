package io.logmesh.contract.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of {@code logmesh.yaml}, by which editors complete and check it. */
public final class Schema {

    private Schema() {}

    /** It sees the shape of the file, not its expressions; {@link Sources#load} sees all. */
    public static String text() {
        try (var resource = Schema.class.getResourceAsStream("logmesh.schema.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
