package io.logmesh.contract.sources;

import java.util.List;

/**
 * In which formats the text of a source's records may be.
 *
 * @param automatic whether nobody chose: then all formats are tried, for each container the one first that fitted before
 * @param parsers what is tried, in this order; empty where {@code automatic}, and where nothing is to be parsed
 */
public record Parsing(boolean automatic, List<Parser> parsers) {

    public static final Parsing AUTO = new Parsing(true, List.of());

    static final Parsing OFF = new Parsing(false, List.of());

    /** One way to take a text apart. */
    public sealed interface Parser {

        /** A format that the mesh knows. */
        record Known(LogFormat format) implements Parser {}

        /** A pattern of the user's, whose groups become fields. */
        record Custom(LinePattern pattern) implements Parser {}
    }

    /** The formats that the mesh knows. */
    public enum LogFormat {
        JSON,
        LOGFMT,
        KLOG,
        NGINX,
        APACHE,
        SYSLOG,
        JAVA,
        ZAP,
        PYTHON,
        POSTGRES,
        ENVOY
    }
}
