package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PollLimitTest {

    private static final int HALF = PollLimit.BYTES / 2;

    private final PollLimit limit = new PollLimit();

    @Test
    void endsAPollWithTheRecordThatDoesNotFitAndBeginsTheNextWithIt() {
        limit.begin();
        assertThat(take(HALF)).hasSize(HALF);
        assertThat(take(HALF)).hasSize(HALF);
        assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);

        limit.begin();
        assertThat(take(1)).hasSize(1);
    }

    @Test
    void letsARecordPassThatAloneIsMore() {
        limit.begin();

        assertThat(take(PollLimit.BYTES + 1)).hasSize(PollLimit.BYTES + 1);
        assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);
    }

    @Test
    void countsHeaders() {
        var headers = new RecordHeaders().add("large", new byte[PollLimit.BYTES]);

        limit.begin();
        limit.deserialize("topic", headers, new byte[1]);

        assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);
    }

    private byte[] take(int bytes) {
        Headers none = new RecordHeaders();
        return limit.deserialize("topic", none, new byte[bytes]);
    }
}
