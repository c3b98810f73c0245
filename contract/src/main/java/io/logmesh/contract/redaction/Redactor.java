package io.logmesh.contract.redaction;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonSteps;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.function.Consumer;

/**
 * Takes secrets out of a record: out of every string and number, at any depth, in every member but those by which the
 * mesh and the collector say where and when it was written. Not thread-safe; reuse one for each thread.
 */
public final class Redactor {

    private static final int MOST_RULES = 4_096;

    private final JsonScanner scanner = new JsonScanner();
    private final IdentityHashMap<Redaction, Detectors> detectors = new IdentityHashMap<>();
    private final TextRedactor texts;
    private final Detectors.Named passwordField =
            Detectors.Named.of(Detectors.PASSWORD, new PasswordFinder(), Census.ANY);
    private final Splice splice = new Splice();
    private final Census census = new Census();
    private final PlainString strings = new PlainString();
    private final Secrecy secrecy = new Secrecy();
    private final LeftAlone leftAlone = new LeftAlone();
    private final JsonBuffer decodedName = new JsonBuffer(64);
    private Detectors rules;

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
        rules.budget().begin();
        splice.begin(record);
        scanner.reset(record).beginObject();
        while (scanner.nextMember()) {
            boolean password = isPasswordName(record, scanner.keyStart(), scanner.keyEnd());
            scanner.peek();
            int start = scanner.position();
            int end = JsonSteps.endOfValue(record, start);
            if (!leftAlone.holds(scanner, new Slice(record, start, end))) {
                value(record, start, end, password);
            }
            scanner.pass(end - start);
        }
        return splice.whole();
    }

    /** Whether the record that came last had secrets. */
    public boolean hasFound() {
        return splice.isChanged();
    }

    /** A text that is no record, of any encoding, without its secrets; the same array where it has none. */
    public byte[] redactText(String name, byte[] text, Redaction redaction) {
        rules = detectors(redaction);
        rules.budget().begin();
        byte[] itsName = name.getBytes(StandardCharsets.UTF_8);
        if (rules.passwords() && text.length > 0 && PasswordFinder.isName(itsName, 0, itsName.length)) {
            var mask = new JsonBuffer(64);
            texts.mask(text, 0, text.length, passwordField, rules.hashes(), mask);
            return mask.toByteArray();
        }
        var plain = strings.resolved(new Slice(text, 0, text.length));
        return texts.redact(plain, rules, census.signs(plain)) ? texts.text().toByteArray() : text;
    }

    /** Whether a key, as it stands in JSON, is a password's name. */
    private boolean isPasswordName(byte[] json, int from, int to) {
        if (!rules.passwords()) {
            return false;
        }
        if (!new Slice(json, from, to).contains((byte) '\\')) {
            return PasswordFinder.isName(json, from, to);
        }
        JsonText.decodeTo(decodedName.clear(), json, from, to);
        return PasswordFinder.isName(decodedName.array(), 0, decodedName.length());
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
            int end = i + 1;
            if (b == '"') {
                end = JsonSteps.endOfString(json, i);
                if (JsonSteps.isKey(json, end, to)) {
                    password = secrecy.isInside() || isPasswordName(json, i + 1, end - 1);
                } else {
                    string(json, i, end, password);
                }
            } else if (b == '-' || Finder.isDigit(b)) {
                end = endOfNumber(json, i, to);
                number(json, i, end, password);
            } else {
                password = secrecy.pass(b, password);
            }
            i = end;
        }
    }

    private void string(byte[] json, int from, int to, boolean isPassword) {
        if (isPassword && to - from > 2) {
            password(new Slice(json, from + 1, to - 1), from, to);
            return;
        }
        var written = new Slice(json, from + 1, to - 1);
        int signs = census.signs(written);
        if ((signs & (rules.signs() | Census.ESCAPE)) != 0) {
            var plain = strings.of(written);
            // What was hidden in escape sequences is to be seen now.
            replace(from, to, plain, (signs & Census.ESCAPE) == 0 ? signs : census.signs(plain));
        }
    }

    /** A number that has something in it becomes a string. */
    private void number(byte[] json, int from, int to, boolean isPassword) {
        var number = new Slice(json, from, to);
        if (isPassword) {
            password(number, from, to);
        } else {
            replace(from, to, number, census.signs(number));
        }
    }

    /** Replaces a value that says {@code text}, if there is anything in it to hide. */
    private void replace(int from, int to, Slice text, int signs) {
        if (texts.redact(text, rules, signs)) {
            var rest = texts.text();
            JsonText.writeBytes(splice.replace(from, to), rest.array(), 0, rest.length());
        }
    }

    private void password(Slice secret, int from, int to) {
        var out = splice.replace(from, to).append((byte) '"');
        texts.mask(secret.bytes(), secret.from(), secret.to(), passwordField, rules.hashes(), out);
        out.append((byte) '"');
    }

    private static int endOfNumber(byte[] json, int from, int to) {
        int i = from + 1;
        while (i < to && (Finder.isDigit(json[i]) || ".eE+-".indexOf(json[i]) >= 0)) {
            i++;
        }
        return i;
    }
}
