package io.logmesh.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PieceTest {

    @Test
    void putsTheLinesOfAStreamBehindOneAnother() {
        var piece = new Piece(true);
        add(piece, "b", "1");
        add(piece, "a", "2");
        add(piece, null, "3");
        add(piece, "b", "4");
        add(piece, "a", "5");
        assertThat(lines(piece)).containsExactly("3", "2", "5", "1", "4");
    }

    @Test
    void leavesTheLinesAsTheyCameWhereTheyAreNotGrouped() {
        var piece = new Piece(false);
        add(piece, "b", "1");
        add(piece, "a", "2");
        add(piece, "b", "3");
        assertThat(lines(piece)).containsExactly("1", "2", "3");
    }

    @Test
    void beginsAnewWhenItIsCleared() {
        var piece = new Piece(true);
        add(piece, "b", "1");
        piece.clear();
        add(piece, "c", "2");
        add(piece, "a", "3");
        assertThat(lines(piece)).containsExactly("3", "2");
        piece.release();
        assertThat(piece.held()).isZero();
        assertThat(piece.size()).isZero();
    }

    /** Lines longer than the pieces of memory that they lie in, too. */
    @Property(tries = 300)
    void keepsTheOrderWithinEachStream(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 4) Integer> streams) {
        var piece = new Piece(true);
        var random = new Random(streams.hashCode());
        var expected = new ArrayList<List<String>>();
        IntStream.rangeClosed(0, 4).forEach(_ -> expected.add(new ArrayList<>()));
        for (int i = 0; i < streams.size(); i++) {
            var line = i + "x".repeat(random.nextInt(10) == 0 ? 3 * Chunks.CHUNK : random.nextInt(20));
            add(piece, "s" + streams.get(i), line);
            expected.get(streams.get(i)).add(line);
        }
        assertThat(lines(piece))
                .isEqualTo(expected.stream().flatMap(List::stream).toList());
    }

    @Test
    void countsItsIndex() {
        var piece = new Piece(true);
        for (int i = 0; i < 1000; i++) {
            add(piece, "stream-" + i, "");
        }
        assertThat(piece.held()).isGreaterThan(Chunks.CHUNK + 1000 * 100L);
    }

    private static void add(Piece piece, String stream, String line) {
        piece.add(stream == null ? null : stream.getBytes(UTF_8), line.getBytes(UTF_8));
    }

    private static List<String> lines(Piece piece) {
        return new String(piece.copyTo(new byte[3]), 0, (int) piece.size(), UTF_8)
                .lines()
                .toList();
    }
}
