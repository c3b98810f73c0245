package io.logmesh.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The baseline of the archiver: consumes a topic and compresses its values, one a line, into nothing. */
final class GzipLoop {

    private static final int MEMBER = 256 * 1024;

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] text = new byte[2 * MEMBER];
    private final byte[] nothing = new byte[MEMBER];
    private int length;

    private GzipLoop(int level) {
        deflater = new Deflater(level, true);
    }

    /** Runs until it is terminated. Arguments: bootstrap servers, group, topic, level. */
    public static void main(String[] args) {
        var loop = new GzipLoop(Integer.parseInt(args[3]));
        var configuration = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                args[0],
                ConsumerConfig.GROUP_ID_CONFIG,
                args[1],
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1000);
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(args[2]));
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> loop.add(record.value()));
                consumer.commitAsync();
            }
        }
    }

    private void add(byte[] value) {
        if (length + value.length + 1 > text.length) {
            compress();
        }
        System.arraycopy(value, 0, text, length, value.length);
        length += value.length;
        text[length++] = '\n';
        if (length >= MEMBER) {
            compress();
        }
    }

    private void compress() {
        crc.reset();
        crc.update(text, 0, length);
        deflater.reset();
        deflater.setInput(text, 0, length);
        deflater.finish();
        while (!deflater.finished()) {
            int _ = deflater.deflate(nothing);
        }
        length = 0;
    }
}
