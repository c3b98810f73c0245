package io.logmesh.bench;

import java.util.List;

/** A baseline and a subject that do the same work, to be run in turns. Each name is a value of {@code bench NAME}. */
interface Comparison extends AutoCloseable {

    String name();

    /** What the ratio answers, in one line. */
    String question();

    /** What {@link #baseline} and {@link #subject} count per second. */
    String unit();

    /** Starts what both need and makes their input; before any round. */
    void prepare() throws Exception;

    /** Does the work once in the plain way, and returns how many units a second it took. */
    double baseline() throws Exception;

    /** Does the same work once as logmesh does it. */
    double subject() throws Exception;

    /** What else the counted rounds showed, a line each; asked for when they are over. */
    default List<String> remarks() {
        return List.of();
    }

    @Override
    void close();
}
