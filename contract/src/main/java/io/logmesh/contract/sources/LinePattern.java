package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import java.util.Comparator;
import java.util.List;

/**
 * A regular expression whose named groups become fields.
 *
 * @param fields what becomes of which group, in the order of the groups
 */
public record LinePattern(Pattern pattern, List<Capture> fields) {

    /** The group of that number becomes the field {@code name}; a number if it looks like one and is to be one. */
    public record Capture(int group, String name, boolean number) {}

    /** Every group {@code (?P<name>…)} becomes the field {@code name}. */
    static LinePattern ofRegex(Pattern pattern) {
        var fields = pattern.namedGroups().entrySet().stream()
                .map(group -> new Capture(group.getValue(), group.getKey(), false))
                .sorted(Comparator.comparingInt(Capture::group))
                .toList();
        return new LinePattern(pattern, fields);
    }
}
