package io.logmesh.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a child process runs. */
interface Program {

    /** What its log, its pid file and messages to the user call it. */
    String name();

    /** Writes its settings and makes its folders; called before each start. */
    void prepare() throws IOException, InterruptedException;

    /** The command line, which must contain the home's marker. */
    List<String> command();

    /** Environment variables besides those of this process. */
    Map<String, String> environment();

    /** Whether it can be used; asked again and again while it starts. */
    boolean answers() throws InterruptedException;
}
