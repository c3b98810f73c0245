package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads regular expressions. They run on RE2/J, in time linear in the text, so that no expression can stall the mesh. */
final class Regex {

    /** Such an expression would take megabytes, and longer to compile than anybody wants to wait. */
    private static final int LONGEST = 4_096;

    private Regex() {}

    /** Whether it has more characters than one may have, which is reported then. */
    static boolean isTooLong(ScalarNode node, Problems problems) {
        boolean tooLong = node.getValue().length() > LONGEST;
        if (tooLong) {
            problems.add(node, "a regular expression has at most " + LONGEST + " characters");
        }
        return tooLong;
    }

    /** Nothing where it is none; the problem is reported then. */
    static Optional<Pattern> read(ScalarNode node, Problems problems) {
        if (isTooLong(node, problems)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(node.getValue()));
        } catch (PatternSyntaxException e) {
            problems.add(node, "no regular expression (RE2): " + e.getDescription() + ": " + e.getPattern());
            return Optional.empty();
        }
    }
}
