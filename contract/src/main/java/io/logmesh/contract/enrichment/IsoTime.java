package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes times as ISO 8601 in UTC with milliseconds. Keeps the text of the day that was last written. */
final class IsoTime {

    private static final int DAY = 86_400_000;

    private final byte[] time = "T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    /** Appends {@code millis} since the epoch as a JSON string, quotes included. */
    void write(JsonBuffer out, long millis) {
        long itsDay = Math.floorDiv(millis, DAY);
        if (itsDay != day) {
            day = itsDay;
            date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        int ofDay = Math.floorMod(millis, DAY);
        digits(1, 2, ofDay / 3_600_000);
        digits(4, 2, ofDay / 60_000 % 60);
        digits(7, 2, ofDay / 1000 % 60);
        digits(10, 3, ofDay % 1000);
        out.append((byte) '"').append(date).append(time).append((byte) '"');
    }

    private void digits(int at, int length, int value) {
        int rest = value;
        for (int i = at + length - 1; i >= at; i--) {
            time[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
