package io.logmesh.contract.redaction;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.text.Slice;
import java.util.function.Consumer;

/** Takes secrets out of plain text. Not thread-safe. */
final class TextRedactor {

    private final KeyedHash hash;
    private final Consumer<String> found;
    private JsonBuffer text = new JsonBuffer(1024);
    private JsonBuffer spare = new JsonBuffer(1024);

    /** {@code hash} may be null where nothing is to be hashed; {@code found} is told the name of each finder that found. */
    TextRedactor(KeyedHash hash, Consumer<String> found) {
        this.hash = hash;
        this.found = found;
    }

    /** Whether there was anything to take out; if so, {@link #text} is what is left. {@code signs} are those in the text. */
    boolean redact(Slice plain, Detectors detectors, int signs) {
        boolean any = false;
        for (var named : detectors.finders()) {
            if ((named.sign() & signs) == 0) {
                continue;
            }
            if (any) {
                any |= replace(text.array(), 0, text.length(), named, detectors.hashes());
            } else {
                any = replace(plain.bytes(), plain.from(), plain.to(), named, detectors.hashes());
            }
        }
        return any;
    }

    /** Whether the finder found anything; only then the text is another one. */
    private boolean replace(byte[] bytes, int from, int to, Detectors.Named named, boolean hashes) {
        var finder = named.finder();
        finder.begin(bytes, from, to);
        if (!finder.find(bytes, from, to)) {
            return false;
        }
        spare.clear();
        int copied = from;
        do {
            spare.append(bytes, copied, finder.start());
            replaceOne(bytes, from, to, named, hashes);
            copied = finder.end();
        } while (copied < to && finder.find(bytes, copied, to));
        if (finder.gaveUp()) {
            found.accept(Detectors.PATTERN_LIMIT);
        }
        spare.append(bytes, copied, to);
        var swapped = text;
        text = spare;
        spare = swapped;
        return true;
    }

    /** What was a value of its own in JSON must be one again, or whoever parses the text loses all that is in it. */
    private void replaceOne(byte[] bytes, int from, int to, Detectors.Named named, boolean hashes) {
        int start = named.finder().start();
        int end = named.finder().end();
        int quote = BareValue.quoteBefore(bytes, from, to, start, end);
        if (quote > 0) {
            spare.append(bytes, quote - BareValue.quoteLength(bytes, from, quote), quote);
        }
        mask(bytes, start, end, named, hashes, spare);
        if (quote > 0) {
            spare.append(bytes, quote - BareValue.quoteLength(bytes, from, quote), quote);
        }
    }

    /** Writes what stands in the place of the secret, and counts it. */
    void mask(byte[] bytes, int from, int to, Detectors.Named named, boolean hashes, JsonBuffer out) {
        found.accept(named.name());
        out.append((byte) '[').append(named.mask());
        if (hashes && hash != null) {
            out.append((byte) ':').append(hash.of(bytes, from, to));
        }
        out.append((byte) ']');
    }

    /** What is left of the text, good until the next one. */
    JsonBuffer text() {
        return text;
    }
}
