package io.logmesh.cli.rules;

import io.logmesh.cli.console.Units;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Quota;
import io.logmesh.contract.sources.Source;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a source's records go, in words. */
final class Destination {

    private static final Pattern PLACE = Pattern.compile("-0-0(?=$|-)");

    private Destination() {}

    /** The topics that a record passes, in order. */
    static List<String> topics(Source source) {
        return List.of(source.lane().map(Topics::routed).orElse(Topics.ROUTED), Topics.enriched(source.name()));
    }

    static String quota(Quota quota) {
        var over = quota.over().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var keep = quota.over() == Quota.Over.SAMPLE ? " (keeps " + Units.rate(quota.keep() * 100) + "%)" : "";
        return Units.bytes(quota.bytesPerSecond()) + "/s, over it " + over + keep;
    }

    /** What an id looks like, made from a record of which nobody knows where it stands in Kafka. */
    static String id(String ofFirstRecord) {
        return PLACE.matcher(ofFirstRecord).replaceFirst("-PARTITION-OFFSET");
    }
}
