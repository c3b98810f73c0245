package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.sources.Redaction;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Takes the secrets out of records before anything of them goes anywhere. Thread-safe. */
final class Secrets {

    private static final byte[] NO_VALUE = new byte[0];

    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private final ThreadLocal<Redactor> redactors;

    Secrets(ThreadLocal<Redactor> redactors) {
        this.redactors = redactors;
    }

    /** The record that {@code enrichment} has read, without its secrets; nothing where it can't be redacted. */
    Optional<Record<byte[], byte[]>> takenOut(Enrichment enrichment, Record<byte[], byte[]> record, Redaction rules) {
        try {
            var redactor = redactors.get();
            byte[] value = enrichment.redact(redactor, rules);
            var headers = takenOut(record.headers(), redactor, rules);
            return Optional.of(new Record<>(record.key(), value, record.timestamp(), headers));
        } catch (RuntimeException e) {
            LOG.error("A record could not be redacted, and nothing of it is passed on", e);
            return Optional.empty();
        }
    }

    /**
     * What may be shown of a record that is refused as it came. Its value stays what it is, even if it is no record, where
     * nothing was found in it.
     */
    Record<byte[], byte[]> shown(Enrichment enrichment, Record<byte[], byte[]> record, Iterable<Redaction> allRules) {
        var shown = record;
        for (var rules : allRules) {
            enrichment.read(shown.value() == null ? NO_VALUE : shown.value());
            var rest = takenOut(enrichment, shown, rules);
            if (rest.isEmpty()) {
                return nothingOf(record);
            }
            shown = redactors.get().hasFound() ? rest.get() : rest.get().withValue(shown.value());
        }
        return shown;
    }

    /** The record without all that somebody else than the mesh has written, but for its key. */
    static Record<byte[], byte[]> nothingOf(Record<byte[], byte[]> record) {
        return record.withValue(NO_VALUE).withHeaders(ownOf(record.headers()));
    }

    /** The headers that the mesh has set. */
    static Headers ownOf(Headers headers) {
        var own = new RecordHeaders();
        for (var header : headers) {
            if (isOwn(header)) {
                own.add(header);
            }
        }
        return own;
    }

    /** Those of the collectors may hold secrets; the mesh's own are left as they are. */
    private static Headers takenOut(Headers headers, Redactor redactor, Redaction rules) {
        boolean changed = false;
        var all = headers.toArray();
        for (int i = 0; i < all.length; i++) {
            if (!isOwn(all[i]) && all[i].value() != null) {
                byte[] rest = redactor.redactText(all[i].key(), all[i].value(), rules);
                changed |= !Arrays.equals(rest, all[i].value());
                all[i] = new RecordHeader(all[i].key(), rest);
            }
        }
        return changed ? new RecordHeaders(all) : headers;
    }

    private static boolean isOwn(Header header) {
        return header.key().startsWith(HeaderNames.PREFIX);
    }
}
