package io.logmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<ChildDeath> deaths = new CopyOnWriteArrayList<>();
    private MeshHome home;
    private Child child;

    @BeforeEach
    void prepare() throws IOException {
        home = new MeshHome(folder);
        home.prepare();
    }

    @AfterEach
    void closeChild() {
        child.close(Duration.ZERO);
    }

    @Test
    void startedChildIsReadyWhenItAnswers() throws InterruptedException {
        runs("echo hello; touch $READY; sleep 600");

        assertThat(child.isRunning()).isTrue();
        assertThat(events).containsExactly("starting shell", "ready shell");
        assertThat(child.log()).hasContent("hello");
        assertThat(home.pidFile("shell")).exists();
    }

    @Test
    void deathOfItsOwnIsReportedWithExitCodeAndLastLines() throws InterruptedException {
        runs("touch $READY; i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo line $i; done; exit 7");

        await().until(() -> !deaths.isEmpty());
        var death = deaths.getFirst();
        assertThat(death.name()).isEqualTo("shell");
        assertThat(death.exitCode()).isEqualTo(7);
        assertThat(death.lastLines()).hasSize(20).startsWith("line 11").endsWith("line 30");
        assertThat(home.pidFile("shell")).doesNotExist();
    }

    @Test
    void deathBeforeItAnswersFailsTheStartAndIsReportedFirst() {
        assertThatThrownBy(() -> runs("echo no such port; exit 3"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("shell ended with exit code 3")
                .hasMessageContaining(home.log("shell").toString());
        assertThat(deaths).extracting(ChildDeath::lastLines).containsExactly(List.of("no such port"));
    }

    @Test
    void killedChildIsNoDeathAndStartsAgain() throws InterruptedException {
        runs("echo life; touch $READY; exec sleep 600"); // a shell that sees its sleep die first says so in the log

        child.kill();
        assertThat(child.isRunning()).isFalse();
        child.start();

        assertThat(child.isRunning()).isTrue();
        assertThat(child.log()).hasContent("life\nlife");
        assertThat(deaths).isEmpty();
    }

    @Test
    void stoppedChildMayCleanUp() throws InterruptedException {
        runs("trap 'echo bye; exit 0' TERM; touch $READY; while true; do sleep 0.1; done");

        child.stop(GRACE);

        assertThat(child.log()).hasContent("bye");
        assertThat(events).contains("stopping shell");
        assertThat(deaths).isEmpty();
    }

    @Test
    void childThatIgnoresTheRequestIsKilledWithItsOwnChildren() throws Exception {
        runs("trap '' TERM; sleep 600 & echo $!; touch $READY; wait");
        long grandchild = Long.parseLong(Files.readString(child.log()).strip());

        child.stop(Duration.ofMillis(100));

        assertThat(child.isRunning()).isFalse();
        assertThat(ProcessHandle.of(grandchild).filter(Kill::isThere)).isEmpty();
    }

    @Test
    void closedChildCannotBeStarted() throws InterruptedException {
        runs("touch $READY; sleep 600");
        child.close(Duration.ZERO);
        child.close(Duration.ZERO);

        assertThatThrownBy(child::start).isInstanceOf(MeshException.class).hasMessageContaining("being stopped");
        assertThat(child.isRunning()).isFalse();
    }

    @Test
    void closingFailsAStartThatIsAtWork() throws InterruptedException {
        child = childOf("sleep 600");
        var starting = Thread.ofVirtual().unstarted(() -> assertThatThrownBy(child::start)
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("stopped while"));
        var failures = new CopyOnWriteArrayList<Throwable>();
        starting.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        starting.start();
        await().until(child::isRunning);

        child.close(Duration.ZERO);

        assertThat(starting.join(GRACE)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(deaths).isEmpty();
    }

    private void runs(String script) throws InterruptedException {
        child = childOf(script);
        child.start();
    }

    private Child childOf(String script) {
        return new Child(new ShellProgram("shell", script, folder.resolve("ready")), home, new MeshListener() {
            @Override
            public void starting(String name) {
                events.add("starting " + name);
            }

            @Override
            public void ready(String name, Duration after) {
                events.add("ready " + name);
            }

            @Override
            public void stopping(String name) {
                events.add("stopping " + name);
            }

            @Override
            public void died(ChildDeath death) {
                deaths.add(death);
            }
        });
    }
}
