package io.logmesh.indexer.bulk;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why Elasticsearch did not create one document of a bulk.
 *
 * @param type Elasticsearch's name of the error
 * @param reason its explanation, which may quote the document
 * @param cause the type of the error behind it, or empty
 */
public record ItemError(String type, String reason, String cause) {

    private static final String NAME = "(?<name>[\\w@.-]{1,100})";

    /** How a reason begins that names a field; whatever stands behind that may be the document's content. */
    private static final Pattern FIELD =
            Pattern.compile("\\[\\d+:\\d+] (?:failed to parse field|object mapping for) \\[" + NAME
                    + "](?: of type \\[(?<type>\\w{1,30})])?");

    private static final Pattern IMMENSE_TERM =
            Pattern.compile("Document contains at least one immense term in field=\"" + NAME + "\"");

    /** The error in words that hold nothing of the document but the name of the field. */
    public String description() {
        var text = new StringBuilder(type);
        if (!cause.isEmpty()) {
            text.append(", caused by ").append(cause);
        }
        field().ifPresent(name -> text.append(", at field ").append(name));
        var typed = FIELD.matcher(reason);
        if (typed.lookingAt() && typed.group("type") != null) {
            text.append(" of type ").append(typed.group("type"));
        }
        return text.toString();
    }

    /** The full name of the field at fault, where the reason names it. */
    public Optional<String> field() {
        for (var pattern : new Pattern[] {FIELD, IMMENSE_TERM}) {
            var matcher = pattern.matcher(reason);
            if (matcher.lookingAt()) {
                return Optional.of(matcher.group("name"));
            }
        }
        return Optional.empty();
    }
}
