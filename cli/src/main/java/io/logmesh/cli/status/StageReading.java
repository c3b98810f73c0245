package io.logmesh.cli.status;

import java.util.OptionalLong;

/**
 * One service at one moment. Totals count from the service's own start.
 *
 * @param recordsIn records taken from its input topics
 * @param dropped records dropped by a rule
 * @param deadLetters records it refused
 * @param lag records in its input topics that its group has not finished; nothing where Kafka does not say
 */
record StageReading(State state, long recordsIn, long dropped, long deadLetters, OptionalLong lag) {

    enum State {
        READY("ready"),
        NOT_READY("not ready"),
        DOWN("down");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
