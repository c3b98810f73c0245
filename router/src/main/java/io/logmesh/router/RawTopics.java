package io.logmesh.router;

import io.logmesh.contract.Topics;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics that the router reads: those that are named, and with them those that match a pattern. The mesh's own are
 * never among them, since their records would go round in circles.
 *
 * @param pattern matches the named topics, too; absent = the named ones only
 */
record RawTopics(List<String> names, Optional<Pattern> pattern) {

    /** @throws ConfigurationException where a name is one of the mesh's own topics, or the pattern is no pattern */
    static RawTopics of(List<String> names, Optional<String> pattern) {
        var own = names.stream().filter(Topics::isOwn).toList();
        if (!own.isEmpty()) {
            throw new ConfigurationException("logmesh.router.raw-topics: the mesh itself writes to "
                    + String.join(", ", own) + ", so records would go round in circles");
        }
        return new RawTopics(List.copyOf(names), pattern.map(text -> all(names, text)));
    }

    boolean matches(String topic) {
        return pattern.map(all -> all.matcher(topic).matches()).orElseGet(() -> names.contains(topic));
    }

    private static Pattern all(List<String> names, String pattern) {
        try {
            var foreign = Topics.foreign(pattern);
            return Pattern.compile(Stream.concat(names.stream().map(Pattern::quote), Stream.of(foreign.pattern()))
                    .collect(Collectors.joining("|")));
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException("logmesh.router.raw-pattern: " + e.getMessage());
        }
    }
}
