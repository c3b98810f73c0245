package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.text.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers the distinct names of a JSON object from 0, in the order of their first appearance. The well-known names come
 * first and keep their numbers, so that one look-up tells both whether a name is a repetition and whether it has a
 * meaning. An open hash table over bytes, made for reuse; its multiplier is random, since senders choose the names.
 */
final class Names {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int wellKnown;
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;
    private final JsonBuffer bytes = new JsonBuffer(1024);
    private int[] ends = new int[64];
    private int[] slotOf = new int[64];
    private int[] numberInSlot = new int[256];
    private int count;

    Names(List<byte[]> wellKnown) {
        Arrays.fill(numberInSlot, -1);
        for (var name : wellKnown) {
            number(new Slice(name, 0, name.length));
        }
        this.wellKnown = wellKnown.size();
    }

    /** Forgets all names but the well-known ones. */
    void clear() {
        // Names leave in the reverse order of their coming, so emptied slots can't cut another name's probe sequence.
        while (count > wellKnown) {
            numberInSlot[slotOf[--count]] = -1;
        }
        bytes.truncate(count == 0 ? 0 : ends[count - 1]);
    }

    int count() {
        return count;
    }

    /** The number of {@code name}, which is the former {@link #count()} where it has not been seen. */
    int number(Slice name) {
        int slot = slotFor(name);
        return numberInSlot[slot] >= 0 ? numberInSlot[slot] : add(name, slot);
    }

    boolean contains(Slice name) {
        return find(name) >= 0;
    }

    /** The number of {@code name}, or a negative one where it has not been seen. */
    int find(Slice name) {
        return numberInSlot[slotFor(name)];
    }

    Slice name(int number) {
        return new Slice(bytes.array(), start(number), ends[number]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private int add(Slice name, int slot) {
        if (count == ends.length) {
            grow();
            return number(name);
        }
        bytes.append(name.bytes(), name.from(), name.to());
        ends[count] = bytes.length();
        slotOf[count] = slot;
        numberInSlot[slot] = count;
        return count++;
    }

    private int slotFor(Slice name) {
        int mask = numberInSlot.length - 1;
        int slot = (int) (hash(name) >>> Long.numberOfLeadingZeros(mask));
        while (numberInSlot[slot] >= 0 && !isName(numberInSlot[slot], name)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isName(int number, Slice name) {
        return Arrays.equals(bytes.array(), start(number), ends[number], name.bytes(), name.from(), name.to());
    }

    /** Its highest bits depend on every bit of the name, and are those to use. */
    private long hash(Slice name) {
        long hash = name.length();
        int i = name.from();
        for (; i + Long.BYTES <= name.to(); i += Long.BYTES) {
            hash = (hash ^ (long) WORD.get(name.bytes(), i)) * multiplier;
            hash ^= hash >>> Integer.SIZE;
        }
        long rest = 0;
        for (; i < name.to(); i++) {
            rest = rest << Byte.SIZE | (name.bytes()[i] & 0xff);
        }
        return (hash ^ rest) * multiplier;
    }

    private void grow() {
        ends = Arrays.copyOf(ends, ends.length * 2);
        slotOf = Arrays.copyOf(slotOf, slotOf.length * 2);
        numberInSlot = new int[numberInSlot.length * 2];
        Arrays.fill(numberInSlot, -1);
        for (int number = 0; number < count; number++) {
            slotOf[number] = slotFor(name(number));
            numberInSlot[slotOf[number]] = number;
        }
    }
}
