package io.logmesh.archiver;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Finds records that left the consumer and reached nobody. A poll takes records out of the consumer before it asks brokers for
 * more ({@code KafkaConsumer.poll} of kafka-clients 4.3.1); where that throws, for a broker that refuses the credentials, say,
 * the channel polls on behind those records. To archive what comes then would commit over the gap. So each value that is
 * unpacked is counted until a poll returns it.
 *
 * <p>Kafka makes an interceptor of this class, and the channel a deserializer; both count in the instance that the consumer's
 * configuration has under {@link #CONFIG}.
 */
public final class PollGap implements ConsumerInterceptor<byte[], byte[]>, Deserializer<byte[]> {

    static final String CONFIG = "logmesh.poll.gap";

    private PollGap shared = this;

    /** Values that no poll has returned. The polling thread's alone. */
    private long unpacked;

    private volatile boolean found;

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof PollGap given) {
            shared = given;
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        configure(configs);
    }

    @Override
    public byte[] deserialize(String topic, byte[] value) {
        shared.unpacked++;
        return value;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        for (var record : records) {
            if (record.value() != null) { // no deserializer is asked for none
                shared.unpacked--;
            }
        }
        shared.look();
        return records;
    }

    /** Finds a gap behind which nothing was polled yet. To be called on the polling thread, between two polls. */
    void look() {
        found |= unpacked != 0;
    }

    /** Whether records were missed. What was polled before, and no more than that, may be archived. */
    boolean isFound() {
        return found;
    }

    /**
     * To be called on any thread before what a poll brought is archived.
     *
     * @throws IllegalStateException where records were missed
     */
    void refuse() {
        if (found) {
            throw new IllegalStateException("a poll of Kafka failed with records in hand, which have to be read again");
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // what is committed does not change what was polled
    }

    @Override
    public void close() {
        // holds nothing
    }
}
