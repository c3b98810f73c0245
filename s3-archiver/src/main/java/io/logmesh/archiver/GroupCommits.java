package io.logmesh.archiver;

import io.logmesh.archiver.archive.Assignment;
import io.logmesh.archiver.archive.CommitFence;
import io.logmesh.archiver.archive.OffsetCommits;
import io.logmesh.contract.PolledOffsets;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * Commits by the consumer that reads. Every attempt is one request, so that none is repeated behind our back, and carries
 * the member's id and generation, which is what the coordinator fences by.
 */
@ApplicationScoped
class GroupCommits implements OffsetCommits {

    private final KafkaClientService clients;
    private final Ownership ownership;
    private final PolledOffsets polled;
    private final PollGap gap;
    private final CommitFence fence = new CommitFence();

    GroupCommits(KafkaClientService clients, Ownership ownership, PolledOffsets polled, PollGap gap) {
        this.clients = clients;
        this.ownership = ownership;
        this.polled = polled;
        this.gap = gap;
    }

    @Override
    public CompletionStage<Void> commit(Assignment assignment, long offset, String metadata) {
        var answer = new CompletableFuture<Void>();
        consumer()
                .runOnPollingThread(consumer -> {
                    send(consumer, assignment, new OffsetAndMetadata(offset, metadata), answer);
                })
                .subscribe()
                .with(_ -> {}, answer::completeExceptionally);
        return answer;
    }

    @Override
    public CompletionStage<Map<Assignment, Long>> drained(Map<Assignment, Long> lastReceived) {
        return consumer()
                .runOnPollingThread((Consumer<byte[], byte[]> consumer) -> {
                    return positions(consumer, lastReceived);
                })
                .subscribeAsCompletionStage();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return clients.getConsumer(RecordChannel.NAME);
    }

    private void send(
            Consumer<?, ?> consumer, Assignment assignment, OffsetAndMetadata offset, CompletableFuture<Void> answer) {
        int generation = consumer.groupMetadata().generationId();
        if (!ownership.holds(assignment)) {
            answer.completeExceptionally(new CommitFailedException("the partition was taken away"));
        } else if (!fence.isOpen(generation)) {
            answer.completeExceptionally(new RebalanceInProgressException("waiting for the next generation"));
        } else {
            consumer.commitAsync(Map.of(Ownership.topicPartition(assignment), offset), (_, failure) -> {
                answered(consumer, generation, failure, answer);
            });
        }
    }

    private void answered(Consumer<?, ?> consumer, int generation, Exception failure, CompletableFuture<Void> answer) {
        if (failure == null) {
            answer.complete(null);
            return;
        }
        if (!isRefusal(failure)) {
            fence.answerLost(generation);
            consumer.enforceRebalance("the answer to an offset commit was lost");
        }
        answer.completeExceptionally(failure);
    }

    /** Whether the commit surely did not take effect; any other failure leaves that open. */
    private static boolean isRefusal(Exception failure) {
        return failure instanceof RebalanceInProgressException
                || failure instanceof CommitFailedException
                || failure instanceof AuthorizationException
                || failure instanceof OffsetMetadataTooLarge;
    }

    private Map<Assignment, Long> positions(Consumer<?, ?> consumer, Map<Assignment, Long> lastReceived) {
        gap.look();
        if (gap.isFound()) {
            return Map.of(); // the position stands behind records that nobody received
        }
        var positions = new HashMap<Assignment, Long>();
        lastReceived.forEach((assignment, last) -> {
            if (ownership.holds(assignment)) {
                polled.drainedPosition(consumer, Ownership.topicPartition(assignment), last)
                        .ifPresent(position -> positions.put(assignment, position));
            }
        });
        return positions;
    }
}
