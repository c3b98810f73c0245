package io.logmesh.indexer.bulk;

import java.util.regex.Pattern;

/**
 * Why Elasticsearch did not create one document of a bulk.
 *
 * @param type Elasticsearch's name of the error
 * @param reason its explanation, which may quote the document
 * @param cause the type of the error behind it, or empty
 */
public record ItemError(String type, String reason, String cause) {

    /** How a reason begins that names a field; whatever stands behind that may be the document's content. */
    private static final Pattern FIELD = Pattern.compile("\\[\\d+:\\d+] (?:failed to parse field|object mapping for)"
            + " \\[(?<name>[\\w@.-]{1,100})](?: of type \\[(?<type>\\w{1,30})])?");

    /** The error in words that hold nothing of the document but the name of the field. */
    public String description() {
        var text = new StringBuilder(type);
        if (!cause.isEmpty()) {
            text.append(", caused by ").append(cause);
        }
        var field = FIELD.matcher(reason);
        if (field.lookingAt()) {
            text.append(", at field ").append(field.group("name"));
            if (field.group("type") != null) {
                text.append(" of type ").append(field.group("type"));
            }
        }
        return text.toString();
    }
}
