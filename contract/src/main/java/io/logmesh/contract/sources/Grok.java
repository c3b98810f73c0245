package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.logmesh.contract.sources.LinePattern.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Grok, as Logstash made it known: {@code %{IP:client} %{NUMBER:ms:int}} stands for regular expressions with names. The
 * patterns of everyday are there, written for RE2, which knows neither look-around nor atomic groups.
 */
final class Grok {

    private static final String INT = "[+-]?[0-9]+";
    private static final String NUMBER = "[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)";
    private static final String IPV4 = "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}";
    private static final String IPV6 = "[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%[0-9A-Za-z]+)?";
    private static final String HOST = "[0-9A-Za-z][0-9A-Za-z_-]{0,62}(?:\\.[0-9A-Za-z][0-9A-Za-z_-]{0,62})*\\.?";
    private static final String TIME = "(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5]?[0-9](?:[.,][0-9]+)?)?";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
    private static final String ISO =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?";

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("WORD", "\\b\\w+\\b"),
            Map.entry("NOTSPACE", "\\S+"),
            Map.entry("SPACE", "\\s*"),
            Map.entry("DATA", ".*?"),
            Map.entry("GREEDYDATA", ".*"),
            Map.entry("INT", INT),
            Map.entry("POSINT", "[1-9][0-9]*"),
            Map.entry("NONNEGINT", "[0-9]+"),
            Map.entry("NUMBER", NUMBER),
            Map.entry("BASE10NUM", NUMBER),
            Map.entry("BASE16NUM", "(?:0[xX])?[0-9A-Fa-f]+"),
            Map.entry("QUOTEDSTRING", "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"),
            Map.entry("QS", "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"),
            Map.entry("UUID", "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"),
            Map.entry("IPV4", IPV4),
            Map.entry("IPV6", IPV6),
            Map.entry("IP", IPV6 + '|' + IPV4),
            Map.entry("HOSTNAME", HOST),
            Map.entry("IPORHOST", IPV6 + '|' + IPV4 + '|' + HOST),
            Map.entry("HOSTPORT", "(?:" + IPV4 + '|' + HOST + "):[0-9]{1,5}"),
            Map.entry("MAC", "(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
            Map.entry("USERNAME", "[a-zA-Z0-9._-]+"),
            Map.entry("USER", "[a-zA-Z0-9._-]+"),
            Map.entry("EMAILADDRESS", "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+@" + HOST),
            Map.entry("PATH", "(?:/[^\\s?#]*)+|[A-Za-z]:(?:\\\\[^\\s?*]*)+"),
            Map.entry("UNIXPATH", "(?:/[^\\s?#]*)+"),
            Map.entry("URI", "[A-Za-z][A-Za-z0-9+.-]*://\\S+"),
            Map.entry("URIPATH", "(?:/[^\\s?#]*)+"),
            Map.entry("URIPATHPARAM", "(?:/[^\\s?#]*)+(?:\\?\\S*)?"),
            Map.entry(
                    "LOGLEVEL",
                    "(?i:trace|debug|notice|info(?:rmation)?|warn(?:ing)?|err(?:or)?|crit(?:ical)?"
                            + "|fatal|severe|emerg(?:ency)?|alert|panic)"),
            Map.entry("JAVACLASS", "(?:[a-zA-Z$_][a-zA-Z$_0-9]*\\.)*[a-zA-Z$_][a-zA-Z$_0-9]*"),
            Map.entry("YEAR", "[0-9]{2}(?:[0-9]{2})?"),
            Map.entry("MONTH", MONTH),
            Map.entry("MONTHNUM", "0?[1-9]|1[0-2]"),
            Map.entry("MONTHDAY", "0[1-9]|[12][0-9]|3[01]|[1-9]"),
            Map.entry("DAY", "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"),
            Map.entry("TIME", TIME),
            Map.entry("TIMESTAMP_ISO8601", ISO),
            Map.entry("SYSLOGTIMESTAMP", MONTH + " +[0-9]{1,2} " + TIME),
            Map.entry("HTTPDATE", "[0-9]{2}/" + MONTH + "/[0-9]{4}:" + TIME + " [+-][0-9]{4}"));

    /** Each name stands for up to some hundred characters, so what is short to write may be too long to compile. */
    private static final int LONGEST = 16_384;

    private static final Pattern REFERENCE =
            Pattern.compile("%\\{([A-Za-z0-9_]+)(?::([^:}]+))?(?::(int|long|float|double|string))?\\}");

    private Grok() {}

    /** What can stand between the braces, sorted. */
    static List<String> names() {
        return PATTERNS.keySet().stream().sorted().toList();
    }

    /**
     * Makes a regular expression of it.
     *
     * @throws PatternSyntaxException where it names a pattern that is not there, is none of RE2's, or means more than
     *     {@link #LONGEST} characters
     */
    static LinePattern compile(String grok) {
        var regex = new StringBuilder();
        var names = new ArrayList<Capture>();
        var reference = REFERENCE.matcher(grok);
        int copied = 0;
        while (reference.find()) {
            regex.append(grok, copied, reference.start());
            regex.append(expanded(grok, reference.group(1), reference.group(2), reference.group(3), names));
            copied = reference.end();
            if (regex.length() > LONGEST) {
                throw new PatternSyntaxException(
                        "it means more than " + LONGEST + " characters of a regular expression", "");
            }
        }
        var pattern = Pattern.compile(regex.append(grok.substring(copied)).toString());
        return new LinePattern(pattern, numbered(pattern, names));
    }

    private static String expanded(String grok, String pattern, String name, String type, List<Capture> names) {
        var expression = PATTERNS.get(pattern);
        if (expression == null) {
            throw new PatternSyntaxException(
                    "no grok pattern '" + pattern + "'" + Spelling.hint(pattern, names()), grok);
        }
        if (name == null) {
            return "(?:" + expression + ')';
        }
        names.add(new Capture(0, name, type != null && !type.equals("string")));
        return "(?P<" + groupName(names.size()) + '>' + expression + ')';
    }

    /** Groups of RE2 have no dots in their names, but fields have. */
    private static String groupName(int number) {
        return "grok" + number;
    }

    private static List<Capture> numbered(Pattern pattern, List<Capture> names) {
        var groups = pattern.namedGroups();
        var fields = new ArrayList<Capture>();
        for (int i = 0; i < names.size(); i++) {
            var capture = names.get(i);
            fields.add(new Capture(groups.get(groupName(i + 1)), capture.name(), capture.number()));
        }
        for (var plain : LinePattern.ofRegex(pattern).fields()) {
            if (!plain.name().startsWith("grok")) {
                fields.add(plain);
            }
        }
        return List.copyOf(fields);
    }
}
