package io.logmesh.archiver.archive;

import io.logmesh.contract.SourceName;

/**
 * The names of objects. A name says which records of which offsets are inside and nothing else, so whoever archives the
 * same range writes the same names.
 */
public final class ObjectKey {

    private ObjectKey() {}

    /** {@code <prefix>/<source>/dt=YYYY-MM-DD/hour=HH/<topic>-<partition>-<first>-<last>.json.gz}. */
    public static String of(String prefix, String source, Hour hour, Range range) {
        var folder = prefix.isEmpty() ? "" : prefix + '/';
        return folder + SourceName.require(source) + '/' + hour.path() + '/' + range + ".json.gz";
    }
}
