package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.Topics;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is pending fits into one message of the changelog, whatever the first record brought along. */
class StoredEventTest {

    private static final String STREAM = "shop/web-1/app/stdout";
    private static final int MEGABYTE = 1 << 20;

    private final JoinerHarness mesh = new JoinerHarness();

    @Test
    void goesOnBeforeItIsLargerThanAMessageOfItsChangelog() {
        mesh.limit(64 * MEGABYTE);
        mesh.rules = JoinerHarness.rules(10_000, MEGABYTE);
        mesh.foreign = new HeldHeader("tenant", new byte[Topics.MAX_MESSAGE_BYTES - MEGABYTE / 2]);
        mesh.line(STREAM, "ERROR a");
        mesh.foreign = new HeldHeader("tenant", new byte[0]);

        for (int i = 0; i < 100; i++) {
            mesh.line(STREAM, "\t" + "x".repeat(10_000));
            assertThat(mesh.stored.values()).allSatisfy(event -> assertThat(event.length + STREAM.length())
                    .isLessThan(Topics.MAX_MESSAGE_BYTES));
        }
        mesh.pass(6);

        assertThat(mesh.events.getFirst().lines()).isBetween(30, 60);
        assertThat(mesh.events.getFirst().reason()).isEqualTo(JoinedEvent.Reason.LIMIT);
        assertThat(new String(mesh.events.getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"truncated\":true");
        assertThat(mesh.events.stream().mapToInt(JoinedEvent::lines).sum()).isEqualTo(101);
    }

    @Test
    void doesNotHoldARecordThatIsTooLargeByItself() {
        mesh.limit(64 * MEGABYTE);
        mesh.foreign = new HeldHeader("tenant", new byte[Topics.MAX_MESSAGE_BYTES]);

        mesh.line(STREAM, "ERROR a");

        assertThat(mesh.passed).containsExactly("ERROR a");
        assertThat(mesh.events).isEmpty();
        assertThat(mesh.stored).isEmpty();
        assertThat(mesh.budget.held()).isZero();
    }
}
