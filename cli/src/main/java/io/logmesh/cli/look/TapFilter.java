package io.logmesh.cli.look;

import com.google.re2j.Pattern;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which records to show.
 *
 * @param source only those of this source
 * @param grep only those in whose value this is found
 * @param raw whether the records are raw ones, which have no source yet
 */
record TapFilter(Optional<String> source, Optional<Pattern> grep, boolean raw) {

    TapFilter {
        if (raw && source.isPresent()) {
            throw new Refusal("raw records have no source yet; leave out --source, or tap routed");
        }
    }

    boolean admits(ConsumerRecord<byte[], byte[]> record) {
        return isOfSource(record) && isFound(record);
    }

    private boolean isOfSource(ConsumerRecord<byte[], byte[]> record) {
        return source.isEmpty() || source.get().equals(RecordHeaders.text(record.headers(), HeaderNames.SOURCE));
    }

    private boolean isFound(ConsumerRecord<byte[], byte[]> record) {
        return grep.isEmpty()
                || (record.value() != null && grep.get().matcher(record.value()).find());
    }
}
