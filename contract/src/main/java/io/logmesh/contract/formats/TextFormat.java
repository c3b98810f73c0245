package io.logmesh.contract.formats;

import java.util.Locale;

/** What a record's text was recognised as. */
public enum TextFormat {
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
    ENVOY,

    /** A pattern of the user's. */
    PATTERN,

    /** Anything else, and records without a text. */
    TEXT;

    /** The format as it stands in metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
