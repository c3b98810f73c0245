package io.logmesh.contract.enrichment;

/**
 * How many fields of a record are not as they came.
 *
 * @param dropped gone, since the source says so
 * @param renamed now under another name
 * @param leftOut parsed fields that are not there, because there were too many or too large ones
 * @param cut texts that lost their ends
 * @param asText objects and lists, too deep or beyond the number of fields, that are texts of JSON now
 */
public record Shaped(int dropped, int renamed, int leftOut, int cut, int asText) {

    /** All is as it came. */
    public static final Shaped NONE = new Shaped(0, 0, 0, 0, 0);
}
