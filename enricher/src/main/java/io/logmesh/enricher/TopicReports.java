package io.logmesh.enricher;

import io.logmesh.contract.TopicCare;
import org.jboss.logging.Logger;

/** Tells an operator, in the log and by meters, of topics that are not as they should be. */
record TopicReports(EnricherMeters meters) implements TopicCare.Listener {

    private static final Logger LOG = Logger.getLogger(TopicReports.class);

    @Override
    public void refused(String topic, Throwable why) {
        LOG.errorf(
                "The cluster refuses to make topic %s: %s. It is asked again in %d s",
                topic, why, TopicCare.REFUSAL_LASTS.toSeconds());
        meters.topicRefused();
    }

    @Override
    public void stillRefused(String topic) {
        meters.topicRefused();
    }

    @Override
    public void fallsShort(String topic, String how) {
        LOG.warnf("Topic %s stays as it is, although the rules ask for something else: %s", topic, how);
        meters.topicFallsShort();
    }
}
