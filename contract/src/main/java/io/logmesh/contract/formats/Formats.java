package io.logmesh.contract.formats;

import io.logmesh.contract.sources.Parsing;
import io.logmesh.contract.sources.Parsing.LogFormat;
import io.logmesh.contract.sources.Parsing.Parser;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which formats are to be tried, in their order. Not thread-safe, as the formats are not. */
public final class Formats {

    /** Rules are read anew now and then; those before are forgotten. */
    private static final int MOST = 4_096;

    private final Map<LogFormat, Candidate> known = new EnumMap<>(LogFormat.class);
    private final IdentityHashMap<Parsing, List<Candidate>> candidates = new IdentityHashMap<>();
    private final List<Candidate> all;

    public Formats() {
        var access = new AccessLog();
        var errors = new ServerErrors();
        know(LogFormat.JSON, new JsonLine());
        know(LogFormat.LOGFMT, new HeadedLogfmt());
        know(LogFormat.KLOG, new Klog());
        know(LogFormat.NGINX, (line, near, out) -> either(access, errors::readNginx)
                .read(line, near, out));
        know(LogFormat.APACHE, (line, near, out) -> either(access, errors::readApache)
                .read(line, near, out));
        know(LogFormat.SYSLOG, new Syslog());
        know(LogFormat.JAVA, new JavaLayout());
        know(LogFormat.ZAP, new ZapConsole());
        know(LogFormat.PYTHON, new PythonLogging());
        know(LogFormat.POSTGRES, new Postgres());
        know(LogFormat.ENVOY, new Envoy());
        // Those with the most telling beginnings first; logfmt, which may stand behind any, last.
        all = Stream.of(
                        LogFormat.JSON,
                        LogFormat.KLOG,
                        LogFormat.SYSLOG,
                        LogFormat.ENVOY,
                        LogFormat.NGINX,
                        LogFormat.APACHE,
                        LogFormat.POSTGRES,
                        LogFormat.ZAP,
                        LogFormat.JAVA,
                        LogFormat.PYTHON,
                        LogFormat.LOGFMT)
                .map(known::get)
                .toList();
    }

    /** What is tried for records that are to be parsed so. */
    public List<Candidate> of(Parsing parsing) {
        if (parsing.automatic()) {
            return all;
        }
        var chosen = candidates.get(parsing);
        if (chosen == null) {
            if (candidates.size() >= MOST) {
                candidates.clear();
            }
            chosen = parsing.parsers().stream().map(this::candidate).toList();
            candidates.put(parsing, chosen);
        }
        return chosen;
    }

    private Candidate candidate(Parser parser) {
        return switch (parser) {
            case Parser.Known format -> known.get(format.format());
            case Parser.Custom custom -> new Candidate(TextFormat.PATTERN, new PatternFormat(custom.pattern()));
        };
    }

    private void know(LogFormat name, LineFormat format) {
        known.put(name, new Candidate(TextFormat.valueOf(name.name()), format));
    }

    private static LineFormat either(LineFormat one, LineFormat other) {
        return (line, near, out) -> one.read(line, near, out) || other.read(line, near, out.clear());
    }
}
