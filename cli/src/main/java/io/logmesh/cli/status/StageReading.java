package io.logmesh.cli.status;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process of a service at one moment. Totals count from its own start.
 *
 * @param recordsIn records taken from its input topics
 * @param dropped records dropped by a rule
 * @param deadLetters records it refused
 * @param lag records in its input topics that its group has not finished; nothing where Kafka does not say
 * @param rules the rules that it goes by; nothing where it does not say, as the sinks, which read them once
 */
record StageReading(
        State state, long recordsIn, long dropped, long deadLetters, OptionalLong lag, Optional<RulesReading> rules) {

    enum State {
        READY("ready"),
        NOT_READY("not ready"),
        DOWN("down"),
        /** Nobody is in the group of a lane's enricher, so its records wait in the lane's topic. */
        ABSENT("no enricher"),
        /** Nobody said where the enricher of a lane is. */
        UNSEEN("not seen");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether nothing is wrong, as far as can be seen. */
    boolean isReady() {
        return state == State.READY || state == State.UNSEEN;
    }
}
