package io.logmesh.bench;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with the input of a comparison. */
final class Filler {

    private final String bootstrapServers;

    Filler(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Records 0 up to, but not including, {@code records}. */
    void fill(int records, IntFunction<ProducerRecord<byte[], byte[]>> record)
            throws ExecutionException, InterruptedException {
        var configuration = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        try (var producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> last = null;
            for (int i = 0; i < records; i++) {
                last = producer.send(record.apply(i));
            }
            producer.flush();
            if (last != null) {
                last.get();
            }
        }
    }
}
