package io.logmesh.cli.send;

import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** One run of the command: reads the inputs, sends at the pace asked for, and sums up. */
final class SendRun {

    private final Sender sender;
    private final Pace pace;
    private final ProgressLine progress;
    private final long start = System.nanoTime();
    private final List<String> unreadable = new ArrayList<>();
    private long total;
    private long read;
    private long files;
    private long emptyFiles;
    private long lines;
    private long blankLines;

    /** {@code pace} may be null, for as fast as Kafka takes it. */
    SendRun(Sender sender, Pace pace, ProgressLine progress) {
        this.sender = sender;
        this.pace = pace;
        this.progress = progress;
    }

    /** Sends all inputs once, of so many rounds. An input that breaks off is noted, and the next one is taken. */
    void send(List<Input> inputs, int rounds) {
        total = rounds * inputs.stream().mapToLong(Input::size).sum();
        for (var input : inputs) {
            if (!sender.isBroken()) {
                send(input);
            }
        }
    }

    private void send(Input input) {
        files++;
        var records = new InputRecords(new InputFormat(input.container(), Clock.systemUTC()));
        try (var stored = new CountedStream(input.open(), count -> read += count);
                var content = Input.unpacked(stored)) {
            records.read(content, record -> send(input.name(), record));
        } catch (IOException | UncheckedIOException e) {
            unreadable.add(input.name() + ": " + Errors.describe(e));
        } catch (BrokenOffException _) {
            unreadable.add(input.name() + " was not read to its end");
        }
        lines += records.lines();
        blankLines += records.blank();
        emptyFiles += records.lines() == 0 ? 1 : 0;
    }

    private void send(String key, RawRecord record) {
        if (sender.isBroken()) {
            throw new BrokenOffException();
        }
        if (pace != null) {
            pace.await(start, sender.sent());
        }
        sender.send(key, record);
        progress.show(this::describe);
    }

    private String describe() {
        var rate = Units.rate(sender.delivered() / seconds()) + "/s";
        if (total == 0) {
            return Units.count(sender.delivered()) + " records  " + rate;
        }
        int filled = (int) Math.min(24, 24 * read / total);
        return "[" + "#".repeat(filled) + ".".repeat(24 - filled) + "] " + 100 * read / total + " %  "
                + Units.count(sender.delivered()) + " records  " + rate;
    }

    /** Waits for Kafka's last answer, prints what became of everything, and returns the command's exit code. */
    int finish(PrintWriter out) {
        sender.flush();
        out.println("sent " + count(sender.delivered(), "record") + " (" + Units.bytes(sender.bytes()) + ") of "
                + count(lines, "line") + without(blankLines, "blank") + " in " + count(files, "file")
                + without(emptyFiles, "empty") + ", " + Units.count(sender.truncated()) + " truncated, in "
                + Units.seconds(seconds()) + " (" + Units.rate(sender.delivered() / seconds())
                + "/s)");
        if (sender.refused() > 0) {
            out.println("not taken by Kafka: " + count(sender.refused(), "record") + ": " + sender.reason());
        }
        unreadable.forEach(problem -> out.println("not read whole: " + problem));
        out.flush();
        return sender.refused() > 0 || !unreadable.isEmpty() ? 1 : 0;
    }

    private static String count(long number, String noun) {
        return Units.count(number) + ' ' + noun + (number == 1 ? "" : "s");
    }

    /** So that the counts add up: what became no record, and why. */
    private static String without(long number, String kind) {
        return number == 0 ? "" : " (" + Units.count(number) + ' ' + kind + ')';
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - start) / 1e9);
    }

    /** Ends the reading of an input whose records can't be sent any more. */
    private static final class BrokenOffException extends RuntimeException {
        BrokenOffException() {
            super(null, null, false, false);
        }
    }
}
