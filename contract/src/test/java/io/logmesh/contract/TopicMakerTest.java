package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** With a client of Kafka whose answers are made up. */
class TopicMakerTest {

    private static final NewTopic WANTED =
            new NewTopic("t", Optional.of(1), Optional.of((short) 1)).configs(Map.of("max.message.bytes", "4194304"));

    /** The answers that come before {@link #described}. */
    private final Deque<KafkaFuture<TopicDescription>> describedBefore = new ArrayDeque<>();

    private KafkaFuture<TopicDescription> described = KafkaFuture.completedFuture(new TopicDescription(
            "t", false, List.of(new TopicPartitionInfo(0, Node.noNode(), List.of(Node.noNode()), List.of()))));
    private KafkaFuture<Config> configs =
            KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry("max.message.bytes", "1048588"))));
    private KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig> created = KafkaFuture.completedFuture(null);

    @Test
    void tellsHowATopicIs() throws Exception {
        assertThat(ensure().maxMessageBytes()).isEqualTo(1_048_588);
    }

    @Test
    void believesATopicWhoseSettingsItMayNotReadToTakeNoMoreThanKafkasDefault() throws Exception {
        configs = failed(new TopicAuthorizationException("no right"));

        assertThat(ensure().maxMessageBytes()).isEqualTo(1_048_588);
    }

    @Test
    void takesNoOtherErrorForSettingsThatItMayNotRead() {
        configs = failed(new TimeoutException("nobody there"));

        assertThatThrownBy(this::ensure).isInstanceOf(ExecutionException.class).hasRootCauseMessage("nobody there");
    }

    @Test
    void makesATopicThatIsMissing() throws Exception {
        described = failed(new UnknownTopicOrPartitionException());

        assertThat(ensure().maxMessageBytes()).isEqualTo(4_194_304);
    }

    @Test
    void claimsNothingOfATopicThatItMayNotSee() throws Exception {
        described = failed(new TopicAuthorizationException("no right"));
        created = failed(new TopicExistsException("it is there"));

        assertThat(ensure().maxMessageBytes()).isEqualTo(1_048_588);
    }

    /** Its settings are the same then, and good records must not become dead letters for want of them. */
    @Test
    void seesATopicThatAnotherServiceMadeMeanwhile() throws Exception {
        describedBefore.add(failed(new UnknownTopicOrPartitionException()));
        describedBefore.add(failed(new UnknownTopicOrPartitionException("not every broker knows it yet")));
        created = failed(new TopicExistsException("it is there"));
        configs = KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry("max.message.bytes", "4194304"))));

        var found = ensure(Duration.ofMinutes(1));

        assertThat(found.maxMessageBytes()).isEqualTo(4_194_304);
        assertThat(found.shortOf(WANTED)).isEmpty();
    }

    @Test
    void claimsNothingOfATopicThatIsThereAndIsNotFoundInTime() {
        described = failed(new UnknownTopicOrPartitionException("nobody knows it"));
        created = failed(new TopicExistsException("it is there"));

        assertThatThrownBy(this::ensure)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void waitsForAllAnswersTogetherNoLongerThanItMay() {
        configs = new KafkaFutureImpl<>();

        assertThatThrownBy(this::ensure)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private FoundTopic ensure() throws ExecutionException, InterruptedException {
        return ensure(Duration.ofMillis(50));
    }

    private FoundTopic ensure(Duration within) throws ExecutionException, InterruptedException {
        var admin = (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Admin.class},
                (_, method, arguments) -> answer(method.getName(), arguments[0]));
        return new TopicMaker(admin, within).ensure(List.of(WANTED)).get("t");
    }

    private Object answer(String question, Object of) {
        return switch (question) {
            case "describeTopics" ->
                new DescribeTopicsResult(
                        null, Map.of("t", describedBefore.isEmpty() ? described : describedBefore.remove())) {};
            case "describeConfigs" ->
                new DescribeConfigsResult(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "t"), configs)) {};
            case "createTopics" ->
                ((Collection<?>) of).isEmpty() ? new Created(Map.of()) : new Created(Map.of("t", created));
            default -> throw new UnsupportedOperationException(question);
        };
    }

    private static final class Created extends CreateTopicsResult {
        Created(Map<String, KafkaFuture<TopicMetadataAndConfig>> futures) {
            super(futures);
        }
    }

    private static <T> KafkaFuture<T> failed(Exception error) {
        var future = new KafkaFutureImpl<T>();
        future.completeExceptionally(error);
        return future;
    }
}
