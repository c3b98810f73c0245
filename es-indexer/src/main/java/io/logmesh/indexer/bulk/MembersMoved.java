package io.logmesh.indexer.bulk;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A JSON object, spliced anew with some of its members, of any depth, moved into one member of their own. */
final class MembersMoved {

    private static final int MAX_NAME = 100;

    /** A member: its full name, where its key begins, and where its value does and ends. */
    record Member(String name, int start, int valueStart, int end) {}

    private final byte[] json;
    private final List<Member> moved;

    /** @param moved in the order in which they stand in {@code json} */
    MembersMoved(byte[] json, List<Member> moved) {
        this.json = json;
        this.moved = moved;
    }

    /**
     * The object without those members, and before its other members one of that name, which holds them as texts.
     *
     * @param time the {@code @timestamp} to be added, if any
     */
    byte[] into(String name, Optional<Instant> time) {
        var out = new JsonBuffer(json.length + 256);
        out.append("{");
        if (time.isPresent()) {
            out.append("\"" + RecordFields.TIMESTAMP + "\":\"" + time.get() + '"');
            out.append(moved.isEmpty() ? "" : ",");
        }
        appendMoved(out, name);
        int rest = 0;
        while (json[rest++] != '{') {
            // white space may stand before the object
        }
        var kept = new JsonBuffer(json.length);
        for (var member : moved) {
            rest = appendKept(kept, rest, member);
        }
        kept.append(json, rest, json.length);
        return out.append(isEmptyBody(kept) ? "" : ",")
                .append(kept.array(), 0, kept.length())
                .toByteArray();
    }

    private void appendMoved(JsonBuffer out, String name) {
        for (int i = 0; i < moved.size(); i++) {
            out.append(i == 0 ? "\"" + name + "\":{" : ",")
                    .appendString(safeName(i))
                    .append(":");
            appendAsText(out, moved.get(i));
        }
        out.append(moved.isEmpty() ? "" : "}");
    }

    /** Copies what stands before the member, without the comma that parted the two where no other will follow it. */
    private int appendKept(JsonBuffer kept, int from, Member member) {
        kept.append(json, from, member.start());
        int behind = member.end();
        while (json[behind] <= ' ') {
            behind++;
        }
        if (json[behind] == ',') {
            return behind + 1;
        }
        dropTrailingComma(kept);
        return behind;
    }

    private static void dropTrailingComma(JsonBuffer kept) {
        int length = kept.length();
        while (length > 0 && kept.array()[length - 1] <= ' ') {
            length--;
        }
        if (length > 0 && kept.array()[length - 1] == ',') {
            kept.truncate(length - 1);
        }
    }

    private static boolean isEmptyBody(JsonBuffer body) {
        int i = 0;
        while (body.array()[i] <= ' ') {
            i++;
        }
        return body.array()[i] == '}';
    }

    private void appendAsText(JsonBuffer out, Member member) {
        if (json[member.valueStart()] == '"') {
            out.append(json, member.valueStart(), member.end());
        } else {
            int length = member.end() - member.valueStart();
            out.appendString(new String(json, member.valueStart(), length, StandardCharsets.UTF_8));
        }
    }

    /** A flattened field takes no null characters in a name, and no very long ones; two members need two names. */
    private String safeName(int i) {
        var name = moved.get(i).name().replaceAll("\\p{Cntrl}", "_");
        boolean taken = moved.subList(0, i).stream()
                .anyMatch(other -> other.name().equals(moved.get(i).name()));
        return name.isBlank() || name.length() > MAX_NAME || taken
                ? name.substring(0, Math.min(MAX_NAME, name.length())).strip() + '_' + i
                : name;
    }
}
