package io.logmesh.contract.joining;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.joining.HeldRecord.HeldHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pending event as the store keeps it. Numbers are big-endian; texts and arrays have their length before them, as a
 * number of 4 bytes. It begins with a version, so that a later release can read what an earlier one left.
 */
final class PendingEventFormat {

    private static final byte VERSION = 1;

    /** Version, state, flags; lines, text, its end, quote, tag; timestamp, offset; lengths of the five parts. */
    private static final int FIXED = 3 + 5 * 4 + 2 * 8 + 6 * 4;

    private static final int OPEN = 1;
    private static final int ONE_LINE = 2;

    private PendingEventFormat() {}

    static byte[] write(PendingEvent event) {
        byte[] id = bytes(event.first.id());
        byte[] lastId = bytes(event.covers.lastId());
        byte[] covers = bytes(event.covers.toString());
        var out = ByteBuffer.allocate(sizeOfFirst(event.first) + lastId.length + covers.length + event.more.length());
        out.put(VERSION).put(event.state.code()).put(flags(event));
        out.putInt(event.lines)
                .putInt(event.textAt)
                .putInt(event.textEnd)
                .putInt(event.quoteAt)
                .putInt(event.tagAt);
        out.putLong(event.first.timestamp()).putLong(event.first.offset());
        put(out, id);
        put(out, lastId);
        put(out, covers);
        put(out, event.first.value());
        out.putInt(event.more.length()).put(event.more.array(), 0, event.more.length());
        putHeaders(out, event.first.headers());
        return out.array();
    }

    /** What an event takes of which nothing but the first record is there, and no ids beside its own. */
    static int sizeOfFirst(HeldRecord first) {
        return FIXED + bytes(first.id()).length + first.value().length + sizeOf(first.headers());
    }

    /** Refuses what a version that it does not know has written. */
    static PendingEvent read(byte[] stored) {
        var in = ByteBuffer.wrap(stored);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("A pending event of version " + version + " can't be read by this release");
        }
        var state = LineState.of(in.get());
        byte flags = in.get();
        int lines = in.getInt();
        int textAt = in.getInt();
        int textEnd = in.getInt();
        int quoteAt = in.getInt();
        int tagAt = in.getInt();
        long timestamp = in.getLong();
        long offset = in.getLong();
        var id = text(take(in));
        var covers = new CoveredIds(text(take(in)), text(take(in)));
        byte[] value = take(in);
        byte[] more = take(in);
        var first = new HeldRecord(id, value, headers(in), timestamp, offset);
        var event = new PendingEvent(first, textAt, quoteAt, tagAt, covers);
        event.textEnd = textEnd;
        event.state = state;
        event.open = (flags & OPEN) != 0;
        event.oneLine = (flags & ONE_LINE) != 0;
        event.lines = lines;
        event.more.append(more);
        return event;
    }

    private static byte flags(PendingEvent event) {
        return (byte) ((event.open ? OPEN : 0) | (event.oneLine ? ONE_LINE : 0));
    }

    private static int sizeOf(List<HeldHeader> headers) {
        int size = 0;
        for (var header : headers) {
            size += 8 + bytes(header.name()).length + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static void putHeaders(ByteBuffer out, List<HeldHeader> headers) {
        out.putInt(headers.size());
        for (var header : headers) {
            put(out, bytes(header.name()));
            if (header.value() == null) {
                out.putInt(-1);
            } else {
                put(out, header.value());
            }
        }
    }

    private static List<HeldHeader> headers(ByteBuffer in) {
        int size = in.getInt();
        var headers = new ArrayList<HeldHeader>(size);
        for (int i = 0; i < size; i++) {
            headers.add(new HeldHeader(text(take(in)), take(in)));
        }
        return headers;
    }

    private static void put(ByteBuffer out, byte[] part) {
        out.putInt(part.length).put(part);
    }

    private static byte[] take(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
