package io.logmesh.contract.redaction;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.sources.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes secrets out of a record: out of every string and number, at any depth, in every member but those by which the
 * mesh and the collector say where and when it was written. Not thread-safe; reuse one for each thread.
 */
public final class Redactor {

    /** An address among these is the pod's own, which {@code ipv4} is not meant to hide. */
    private static final List<byte[]> LEFT_ALONE = Stream.of(
                    RecordFields.KUBERNETES,
                    "docker",
                    RecordFields.STREAM,
                    "logtag",
                    RecordFields.TIMESTAMP,
                    RecordFields.INGEST_TS,
                    "time",
                    RecordFields.SOURCE,
                    RecordFields.EVENT_ID,
                    RecordFields.LEVEL,
                    RecordFields.TRACE_ID,
                    RecordFields.SPAN_ID)
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private static final int MOST_RULES = 4_096;

    private final JsonScanner scanner = new JsonScanner();
    private final IdentityHashMap<Redaction, Detectors> detectors = new IdentityHashMap<>();
    private final TextRedactor texts;
    private final Detectors.Named passwordField =
            Detectors.Named.of(Detectors.PASSWORD, new PasswordFinder(), _ -> true);
    private final JsonBuffer out = new JsonBuffer(4096);
    private final JsonBuffer decoded = new JsonBuffer(1024);
    private final JsonBuffer resolved = new JsonBuffer(1024);
    private final Secrecy secrecy = new Secrecy();
    private Detectors rules;
    private boolean changed;

    /**
     * Finds and counts.
     *
     * @param key that of the hashes, or null; then all is masked
     * @param found is told the name of the detector for each secret
     */
    public Redactor(byte[] key, Consumer<String> found) {
        texts = new TextRedactor(key == null ? null : new KeyedHash(key), found);
    }

    /** The record, which must be a valid JSON object, without its secrets; the same array where it has none. */
    public byte[] redact(byte[] record, Redaction redaction) {
        rules = detectors(redaction);
        changed = false;
        out.clear();
        int copied = 0;
        scanner.reset(record).beginObject();
        while (scanner.nextMember()) {
            boolean leftAlone = isLeftAlone();
            int keyFrom = scanner.keyStart();
            int keyTo = scanner.keyEnd();
            scanner.skipValue();
            if (!leftAlone) {
                out.append(record, copied, scanner.valueStart());
                boolean password = rules.passwords() && PasswordFinder.isName(record, keyFrom, keyTo);
                value(record, scanner.valueStart(), scanner.valueEnd(), password);
                copied = scanner.valueEnd();
            }
        }
        return changed ? out.append(record, copied, record.length).toByteArray() : record;
    }

    /** Whether the record that came last had secrets. */
    public boolean hasFound() {
        return changed;
    }

    private boolean isLeftAlone() {
        for (var name : LEFT_ALONE) {
            if (scanner.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    private Detectors detectors(Redaction redaction) {
        if (detectors.size() >= MOST_RULES) {
            detectors.clear();
        }
        return detectors.computeIfAbsent(redaction, Detectors::of);
    }

    /** Walks over the tokens of a value. It is known to be valid, so brackets need not be understood. */
    private void value(byte[] json, int from, int to, boolean isPassword) {
        boolean password = isPassword;
        secrecy.begin(isPassword);
        int i = from;
        while (i < to) {
            byte b = json[i];
            if (b == '"') {
                int end = endOfString(json, i);
                if (isKey(json, end, to)) {
                    out.append(json, i, end);
                    password = secrecy.isInside() || (rules.passwords() && PasswordFinder.isName(json, i + 1, end - 1));
                } else {
                    string(json, i, end, password);
                }
                i = end;
            } else if (b == '-' || Finder.isDigit(b)) {
                int end = endOfNumber(json, i, to);
                number(json, i, end, password);
                i = end;
            } else {
                password = secrecy.pass(b, password);
                out.append(b);
                i++;
            }
        }
    }

    private void string(byte[] json, int from, int to, boolean isPassword) {
        if (isPassword && to - from > 2) {
            password(json, from + 1, to - 1);
            return;
        }
        byte[] text = json;
        int start = from + 1;
        int end = to - 1;
        if (hasEscape(json, start, end)) {
            var plain = plain(json, start, end);
            text = plain.array();
            start = 0;
            end = plain.length();
        }
        if (texts.redact(text, start, end, rules)) {
            changed = true;
            JsonText.writeBytes(out, texts.text().array(), 0, texts.text().length());
        } else {
            out.append(json, from, to);
        }
    }

    /** A number that has something in it becomes a string. */
    private void number(byte[] json, int from, int to, boolean isPassword) {
        if (isPassword) {
            password(json, from, to);
        } else if (texts.redact(json, from, to, rules)) {
            changed = true;
            JsonText.writeBytes(out, texts.text().array(), 0, texts.text().length());
        } else {
            out.append(json, from, to);
        }
    }

    private void password(byte[] json, int from, int to) {
        changed = true;
        out.append((byte) '"');
        texts.mask(json, from, to, passwordField, rules.hashes(), out);
        out.append((byte) '"');
    }

    private JsonBuffer plain(byte[] json, int from, int to) {
        JsonText.decodeTo(decoded.clear(), json, from, to);
        if (!hasEscape(decoded.array(), 0, decoded.length())) {
            return decoded;
        }
        boolean any = NestedEscapes.resolve(decoded.array(), 0, decoded.length(), resolved.clear());
        return any ? resolved : decoded;
    }

    private static boolean hasEscape(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(byte[] json, int behind, int to) {
        int i = behind;
        while (i < to && json[i] <= ' ' && json[i] > 0) {
            i++;
        }
        return i < to && json[i] == ':';
    }

    private static int endOfString(byte[] json, int quote) {
        int i = quote + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int endOfNumber(byte[] json, int from, int to) {
        int i = from + 1;
        while (i < to && (Finder.isDigit(json[i]) || ".eE+-".indexOf(json[i]) >= 0)) {
            i++;
        }
        return i;
    }
}
