package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Ledger;
import java.io.IOException;
import java.nio.file.Path;

/** The ledger of a command that may be interrupted: its files are gone after Ctrl-C as well. */
final class TemporaryLedger {

    private static final int FACTS_FOR_EACH_MESSAGE = 3;

    private TemporaryLedger() {}

    /** A ledger in the folder for temporary files, large enough for so many raw messages. */
    static Ledger open(long messages) throws IOException {
        var ledger = new Ledger(Path.of(System.getProperty("java.io.tmpdir")), messages * FACTS_FOR_EACH_MESSAGE);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(ledger)));
        return ledger;
    }

    private static void delete(Ledger ledger) {
        try {
            ledger.close();
        } catch (IOException _) {
            // the system clears its temporary files itself, later
        }
    }
}
