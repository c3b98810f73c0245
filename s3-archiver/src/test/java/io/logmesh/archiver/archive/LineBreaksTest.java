package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineBreaksTest {

    @Property
    void makesEachLineBreakASpaceAndNothingElse(@ForAll @From("nearBreaks") byte[] bytes) {
        int from = bytes.length / 4;
        int to = bytes.length - bytes.length / 5;
        var expected = bytes.clone();
        for (int i = from; i < to; i++) {
            expected[i] = bytes[i] == '\n' || bytes[i] == '\r' ? (byte) ' ' : bytes[i];
        }
        LineBreaks.flatten(bytes, from, to);
        assertThat(bytes).isEqualTo(expected);
    }

    /** Bytes that differ from a line break in few bits, or in the highest. */
    @Provide
    Arbitrary<byte[]> nearBreaks() {
        return Arbitraries.of(
                        (byte) 9,
                        (byte) 10,
                        (byte) 11,
                        (byte) 12,
                        (byte) 13,
                        (byte) 14,
                        (byte) 0x8a,
                        (byte) 0x8d,
                        (byte) 0)
                .array(byte[].class)
                .ofMaxSize(60);
    }
}
