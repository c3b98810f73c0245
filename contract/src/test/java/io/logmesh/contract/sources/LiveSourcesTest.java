package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSourcesTest {

    private static final String FIRST = "default: first\n";
    private static final String SECOND = "default: second\n";
    private static final String BROKEN = "defualt: second\n";

    @TempDir
    Path folder;

    private Path file;
    private final Observed observed = new Observed();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("logmesh.yaml"), FIRST);
    }

    @Test
    void takesAChangeThatHasSettled() throws Exception {
        var live = open();
        Files.writeString(file, SECOND);

        live.look();
        assertThat(names(live)).as("it may still be being written").isEqualTo("first");
        live.look();

        assertThat(names(live)).isEqualTo("second");
        assertThat(live.get().hash()).isEqualTo(live.get().sources().hash());
        assertThat(observed.events).containsExactly("prepare second", "changed second");
        assertThat(live.problem()).isEmpty();
    }

    @Test
    void doesNotTakeAFileThatIsBeingWrittenForAShortOne() throws Exception {
        var live = open();

        Files.writeString(file, "");
        live.look();
        Files.writeString(file, "sources: {a: {match: 'true'}}\n");
        live.look();
        Files.writeString(file, "sources: {a: {match: 'true'}}\ndefault: second\n");
        live.look();
        assertThat(observed.events).isEmpty();

        live.look();
        assertThat(names(live)).isEqualTo("second");
    }

    @Test
    void refusesABrokenFileOnceAndKeepsTheLastGoodOne() throws Exception {
        var live = open();
        Files.writeString(file, BROKEN);
        lookTwice(live);
        lookTwice(live);

        assertThat(names(live)).isEqualTo("first");
        assertThat(observed.events).hasSize(1);
        assertThat(observed.events.getFirst()).contains("logmesh.yaml:1:1", "did you mean 'default'");
        assertThat(live.problem().orElseThrow()).contains("logmesh.yaml:1:1");

        Files.writeString(file, FIRST);
        lookTwice(live);
        assertThat(live.problem()).isEmpty();
        assertThat(observed.events).as("the same rules go on").hasSize(1);
    }

    @Test
    void goesOnWithoutTheFile() throws Exception {
        var live = open();
        Files.delete(file);
        lookTwice(live);

        assertThat(names(live)).isEqualTo("first");
        assertThat(live.problem().orElseThrow()).contains("there is no such file");

        Files.write(file, new byte[] {(byte) 0xff});
        lookTwice(live);
        assertThat(live.problem().orElseThrow()).contains("UTF-8");
    }

    @Test
    void seesTheSwapOfAConfigMapsSymbolicLink() throws Exception {
        var mount = Files.createDirectory(folder.resolve("mount"));
        Files.writeString(Files.createDirectory(mount.resolve("..1")).resolve("logmesh.yaml"), FIRST);
        Files.writeString(Files.createDirectory(mount.resolve("..2")).resolve("logmesh.yaml"), SECOND);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("logmesh.yaml"), Path.of("..data", "logmesh.yaml"));
        var live = LiveSources.open(mount.resolve("logmesh.yaml"), observed);

        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        lookTwice(live);

        assertThat(names(live)).isEqualTo("second");
    }

    @Test
    void takesNoNoticeOfAComment() throws Exception {
        var live = open();
        var before = live.get();
        Files.writeString(file, "# the first\n" + FIRST);
        lookTwice(live);

        assertThat(live.get()).isSameAs(before);
        assertThat(observed.events).isEmpty();
    }

    @Test
    void triesAgainWhereItCanNotGetReady() throws Exception {
        var live = open();
        observed.unready = true;
        Files.writeString(file, SECOND);
        lookTwice(live);
        assertThat(names(live)).isEqualTo("first");
        assertThat(live.problem().orElseThrow()).contains("not in force yet", "Kafka is away");

        observed.unready = false;
        live.look();

        assertThat(names(live)).isEqualTo("second");
        assertThat(live.problem()).isEmpty();
    }

    @Test
    void looksByItself() throws Exception {
        try (var live = open()) {
            live.watch(Duration.ofMillis(5));
            Files.writeString(file, SECOND);

            assertThat(observed.change.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(names(live)).isEqualTo("second");
        }
    }

    @Test
    void refusesToBeginWithABrokenFile() throws IOException {
        Files.writeString(file, BROKEN);

        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("logmesh.yaml:1:1");
    }

    @Test
    void staysAsItIsWithoutAFile() throws Exception {
        try (var live = LiveSources.none()) {
            live.watch(Duration.ofMillis(1));

            assertThat(live.get().sources()).isEqualTo(Sources.none());
            assertThat(Sources.parse("none", live.get().text())).isEqualTo(Sources.none());
            assertThat(live.problem()).isEmpty();
        }
    }

    private LiveSources open() throws InvalidSourcesException {
        return LiveSources.open(file, observed);
    }

    private static void lookTwice(LiveSources live) {
        live.look();
        live.look();
    }

    private static String names(LiveSources live) {
        return live.get().sources().defaultName();
    }

    private static final class Observed implements LiveSources.Observer {
        private final List<String> events = new ArrayList<>();
        private final CountDownLatch change = new CountDownLatch(1);
        private boolean unready;

        @Override
        public void prepare(LiveSources.Rules next) {
            if (unready) {
                throw new IllegalStateException("Kafka is away");
            }
            events.add("prepare " + next.sources().defaultName());
        }

        @Override
        public void changed(LiveSources.Rules rules) {
            events.add("changed " + rules.sources().defaultName());
            change.countDown();
        }

        @Override
        public void refused(String problem) {
            events.add(problem);
        }
    }
}
