package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.cli.audit.balance.Fact.Kind;
import io.logmesh.cli.connection.Archive;
import io.logmesh.cli.connection.ArchivedObject;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.lines.ByteSource;
import io.logmesh.cli.lines.Line;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads which records the archive holds. The source is where an object stands, not what its lines say. */
final class ArchiveReader {

    private static final byte[] EVENT_ID = RecordFields.EVENT_ID.getBytes(StandardCharsets.UTF_8);

    private static final byte[] INDEX = RecordFields.INDEX.getBytes(StandardCharsets.UTF_8);
    private static final byte[] COVERS = RecordFields.COVERS.getBytes(StandardCharsets.UTF_8);

    private final Archive archive;
    private final Consumer<Fact> facts;
    private final List<String> unreadable = new ArrayList<>();
    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer buffer = new JsonBuffer(4096);

    ArchiveReader(Archive archive, Consumer<Fact> facts) {
        this.archive = archive;
        this.facts = facts;
    }

    /** Reads every object. One that can't be read is noted, and the next one is taken. */
    void read() {
        archive.forEach(Optional.empty(), this::read);
    }

    /** The objects that can't be read, and why. */
    List<String> unreadable() {
        return unreadable;
    }

    private void read(ArchivedObject object) {
        if (object.isManifest()) {
            return;
        }
        if (ArchiveFormat.ofKey(object.key()).isEmpty()) {
            unreadable.add(object.key() + ": is of no format that the archiver writes");
            return;
        }
        try (var content = archive.read(object.key())) {
            var in = new ByteSource(content);
            for (var line = Line.read(in, buffer); line.isPresent(); line = Line.read(in, buffer)) {
                read(line.get().bytes(), object.source());
            }
        } catch (IOException e) {
            unreadable.add(object.key() + ": " + Errors.describe(e));
        }
    }

    /**
     * Passes what the line tells, of each record that was joined to it, too. Where it has no event id, its beginning stands
     * for it, so that it turns up as unexplained. No collector's member stands under these names at the top level.
     */
    private void read(byte[] line, String source) {
        String id = null;
        var covers = "";
        var kind = Kind.ARCHIVED;
        try {
            boolean more = scanner.reset(line).beginObject();
            while (more && scanner.nextMember()) {
                boolean isId = scanner.keyIs(EVENT_ID);
                boolean isMark = scanner.keyIs(INDEX);
                boolean isCovers = scanner.keyIs(COVERS);
                scanner.skipValue();
                id = isId && scanner.valueIsString() ? scanner.valueText() : id;
                kind = isMark ? Kind.ARCHIVED_ONLY : kind;
                covers = isCovers && scanner.valueIsString() ? scanner.valueText() : covers;
            }
        } catch (MalformedJsonException _) {
            // no record of the mesh's
        }
        var fact = Fact.of(kind, id == null ? beginning(line) : id, source);
        facts.accept(fact);
        fact.ofCovered(covers).forEach(facts);
    }

    private static String beginning(byte[] line) {
        return "no event_id: " + new String(line, 0, Math.min(80, line.length), StandardCharsets.UTF_8);
    }
}
