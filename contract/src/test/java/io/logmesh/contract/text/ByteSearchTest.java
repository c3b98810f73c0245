package io.logmesh.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ByteSearchTest {

    /** Few different bytes, so that they are found; those with the high bit, too. */
    @Property(tries = 2_000)
    void findsWhatOneStepAfterTheOtherFinds(
            @ForAll @Size(max = 40) byte[] any,
            @ForAll @IntRange(max = 40) int start,
            @ForAll byte one,
            @ForAll byte other) {
        byte[] bytes = any.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] % 3 == 0 ? one : bytes[i] % 7 == 0 ? other : bytes[i];
        }
        int from = Math.min(start, bytes.length);

        assertThat(ByteSearch.find(bytes, from, bytes.length, one, other)).isEqualTo(slowly(bytes, from, one, other));
        assertThat(ByteSearch.find(bytes, from, bytes.length, one)).isEqualTo(slowly(bytes, from, one, one));
    }

    private static int slowly(byte[] bytes, int from, byte one, byte other) {
        int i = from;
        while (i < bytes.length && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }
}
