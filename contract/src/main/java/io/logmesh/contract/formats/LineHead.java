package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.LevelFinder;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * What the beginning of a line of plain text tells: its time, its level, and where the message begins behind them. A
 * prefix is taken off the message only as far as it was understood; a name of a thread or logger stays in.
 */
public final class LineHead {

    private final TimeReader timeReader = new TimeReader();
    private final LevelFinder levelFinder = new LevelFinder();
    private byte[] text = new byte[0];
    private int to;
    private Level level;
    private long time;
    private boolean isTimeUnreadable;
    private int messageStart;

    /** Reads the head of {@code line}. */
    public void read(Slice line) {
        text = line.bytes();
        to = line.to();
        messageStart = line.from();
        readTime(line);
        readLevel();
        if (messageStart == to) {
            // A line of nothing but a prefix: better shown as it is than as an empty message.
            messageStart = line.from();
        }
    }

    /** The level, or null. */
    public Level level() {
        return level;
    }

    /** Milliseconds since the epoch, or NONE. */
    public long time() {
        return time;
    }

    /** Whether it begins with a date or a time of day that does not exist. */
    public boolean isTimeUnreadable() {
        return isTimeUnreadable;
    }

    /** Where in the array the message begins. */
    public int messageStart() {
        return messageStart;
    }

    private void readTime(Slice line) {
        int start = skipBlanks(line.from());
        boolean bracketed = start < to && text[start] == '[';
        if (timeReader.read(text, bracketed ? start + 1 : start, to)) {
            time = timeReader.millis();
            messageStart = skipSeparators(timeReader.end(), bracketed);
            isTimeUnreadable = false;
        } else {
            time = TimeReader.NONE;
            isTimeUnreadable = timeReader.isWrittenLikeOne(text, bracketed ? start + 1 : start, to);
        }
    }

    private void readLevel() {
        levelFinder.find(text, messageStart, to);
        level = levelFinder.level();
        if (levelFinder.isPrefix()) {
            messageStart = skipSeparators(levelFinder.end(), true);
        }
    }

    private int skipSeparators(int start, boolean closeBracket) {
        int i = start;
        while (i < to && isSeparator(i, closeBracket)) {
            i++;
        }
        return i;
    }

    private boolean isSeparator(int i, boolean closeBracket) {
        return switch (text[i]) {
            case ' ', '\t' -> true;
            case ']' -> closeBracket;
            case '-', '|', ':' -> i + 1 == to || LevelFinder.isBlank(text[i + 1]);
            default -> false;
        };
    }

    private int skipBlanks(int start) {
        int i = start;
        while (i < to && LevelFinder.isBlank(text[i])) {
            i++;
        }
        return i;
    }
}
