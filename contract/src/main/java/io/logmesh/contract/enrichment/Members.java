package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.function.Function;

/**
 * The members of one JSON object, by positions. Of members with the same name the last one counts, as for nearly every
 * JSON reader; names are compared decoded, so that one written with escape sequences can't come out a second time.
 *
 * @param <N> the names that mean something
 */
final class Members<N extends Enum<N>> {

    private static final int FEWEST = 64;

    private final EnumMap<N, Integer> numbers;
    private final Names names;
    private final JsonBuffer decodedName = new JsonBuffer(64);
    private byte[] json = new byte[0];
    private int[] order;
    private int[] keyStart;
    private int[] valueStart;

    /** By number of the name; 0 where there is no such member. */
    private int[] valueEnd;

    private int size;

    Members(Class<N> wellKnown, Function<N, String> name) {
        numbers = new EnumMap<>(wellKnown);
        var texts = new ArrayList<byte[]>();
        for (var constant : wellKnown.getEnumConstants()) {
            numbers.put(constant, texts.size());
            texts.add(name.apply(constant).getBytes(StandardCharsets.UTF_8));
        }
        names = new Names(texts);
        int room = Math.max(FEWEST, 2 * texts.size());
        order = new int[room];
        keyStart = new int[room];
        valueStart = new int[room];
        valueEnd = new int[room];
    }

    /** Reads the object that {@code scanner} has just begun, to its end. */
    void read(JsonScanner scanner, byte[] text) {
        clear();
        json = text;
        while (scanner.nextMember()) {
            scanner.skipValue();
            put(scanner);
        }
    }

    boolean has(N name) {
        return valueEnd[numbers.get(name)] > 0;
    }

    /** The value of a member that is there. */
    Slice value(N name) {
        return valueOf(numbers.get(name));
    }

    /** Takes a member out, for it has been made use of. */
    void remove(N name) {
        valueEnd[numbers.get(name)] = 0;
    }

    /** How many places {@link #isThere(int)} can be asked for, from 0. */
    int places() {
        return size;
    }

    /** Whether the member at this place has not been removed. */
    boolean isThere(int place) {
        return valueEnd[order[place]] > 0;
    }

    /** Whether that is the member at this place. */
    boolean isAt(int place, N name) {
        return order[place] == numbers.get(name);
    }

    /** The name of the member at this place, decoded. */
    Slice name(int place) {
        return names.name(order[place]);
    }

    /** Whether the name at this place means something. */
    boolean isWellKnown(int place) {
        return order[place] < numbers.size();
    }

    Slice value(int place) {
        return valueOf(order[place]);
    }

    /** The member at this place, name and value, in its original bytes. */
    Slice member(int place) {
        int number = order[place];
        return new Slice(json, keyStart[number] - 1, valueEnd[number]);
    }

    private Slice valueOf(int number) {
        return new Slice(json, valueStart[number], valueEnd[number]);
    }

    private void clear() {
        for (int place = 0; place < size; place++) {
            valueEnd[order[place]] = 0;
        }
        size = 0;
        names.clear();
    }

    private void put(JsonScanner scanner) {
        int number = names.number(decoded(new Slice(json, scanner.keyStart(), scanner.keyEnd())));
        if (number >= valueEnd.length) {
            grow();
        }
        if (valueEnd[number] == 0) {
            order[size++] = number;
        }
        keyStart[number] = scanner.keyStart();
        valueStart[number] = scanner.valueStart();
        valueEnd[number] = scanner.valueEnd();
    }

    private Slice decoded(Slice name) {
        if (!name.contains((byte) '\\')) {
            return name;
        }
        JsonText.decodeTo(decodedName.clear(), json, name.from(), name.to());
        return new Slice(decodedName.array(), 0, decodedName.length());
    }

    private void grow() {
        order = Arrays.copyOf(order, order.length * 2);
        keyStart = Arrays.copyOf(keyStart, keyStart.length * 2);
        valueStart = Arrays.copyOf(valueStart, valueStart.length * 2);
        valueEnd = Arrays.copyOf(valueEnd, valueEnd.length * 2);
    }
}
