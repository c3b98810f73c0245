package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.logmesh.contract.sources.Multiline;
import io.logmesh.contract.sources.Multiline.Trace;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as the runtimes print them; a line of dots separates the events that they are expected to be. */
class EventGrammarTest {

    private static final String JAVA = """
            2024-05-05 10:00:00,123 ERROR [main] c.e.Shop - can't pay
            java.lang.IllegalStateException: no money
            \tat com.example.Shop.pay(Shop.java:12)
            \tat com.example.Shop.main(Shop.java:5)
            \tSuppressed: java.io.IOException: closed
            \t\tat com.example.Shop.close(Shop.java:20)
            Caused by: java.io.IOException: connection reset
            \tat com.example.Net.read(Net.java:7)
            \t... 2 more
            .....
            2024-05-05 10:00:01,000 INFO [main] c.e.Shop - next
            .....
            Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
            \tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)
            .....
            2024-05-05 10:00:02,000 INFO [main] c.e.Shop - last""";

    private static final String PYTHON = """
            ERROR:root:failed
            Traceback (most recent call last):
              File "/app/shop.py", line 3, in pay
                return wallet[key]
            KeyError: 'gold'

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/app/shop.py", line 9, in <module>
                pay()
            ValueError: can't pay
            .....
            INFO:root:next
            .....
            INFO:root:last""";

    private static final String GO = """
            2024/05/05 10:00:00 starting
            .....
            panic: runtime error: invalid memory address or nil pointer dereference
            [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47b1a5]

            goroutine 1 [running]:
            main.pay(0x0, {0xc000012345, 0x3})
            \t/app/main.go:12 +0x1d
            main.main()
            \t/app/main.go:5 +0x25

            goroutine 7 [select]:
            net/http.(*Server).Serve(0xc0001)
            \t/usr/local/go/src/net/http/server.go:3056 +0x1e
            created by main.main in goroutine 1
            \t/app/main.go:4 +0x9c
            exit status 2
            .....
            2024/05/05 10:00:09 starting""";

    private static final String NODE = """
            listening on 8080
            .....
            could not pay
            .....
            /app/shop.js:3
                    throw new TypeError('no money');
                    ^

            TypeError: no money
                at pay (/app/shop.js:3:15)
                at Object.<anonymous> (/app/shop.js:6:1) {
              code: 'ENOMONEY'
            }
            .....
            listening on 8080""";

    private static final String DOTNET = """
            Unhandled exception. System.InvalidOperationException: no money
             ---> System.IO.IOException: closed
               at Shop.Net.Read() in /src/Net.cs:line 7
               --- End of inner exception stack trace ---
               at Shop.Program.Main(String[] args) in /src/Program.cs:line 5
            .....
            info: Shop.Program[0]
                  Now listening on: http://[::]:8080
            .....
            fail: Shop.Program[1]
                  can't pay
            System.InvalidOperationException: no money
               at Shop.Program.Pay()
            --- End of stack trace from previous location ---
               at Shop.Program.Main()""";

    private static final String RUBY = """
            starting
            .....
            shop.rb:3:in `pay': no money (RuntimeError)
            \tfrom shop.rb:7:in `block in run'
            \tfrom shop.rb:9:in `<main>'
            .....
            NoMethodError (undefined method `pay' for nil:NilClass):
            app/controllers/shop_controller.rb:5:in `create'
            app/controllers/application_controller.rb:9:in `wrap'
            .....
            Completed 500""";

    private static final String SINGLE = """
            {"level":"info","msg":"a"}
            .....
            level=info msg="b c" n=1
            .....
            10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "curl"
            .....
            [2024-05-05T10:00:00.000Z] "GET / HTTP/1.1" 200 - 0 12
            .....
            plain
            .....
            java.lang.String is no exception
            .....
            Errors: 3""";

    @ParameterizedTest
    @ValueSource(strings = {JAVA, PYTHON, GO, NODE, DOTNET, RUBY, SINGLE})
    void detectsTracesByItself(String text) {
        assertThat(events(text, Multiline.AUTO)).isEqualTo(List.of(text.split("\n\\.{5}\n")));
    }

    @Test
    void joinsThoseThatWereChosen() {
        assertThat(events(JAVA, only(Trace.JAVA))).isEqualTo(List.of(JAVA.split("\n\\.{5}\n")));
        assertThat(events(PYTHON, only(Trace.PYTHON))).isEqualTo(List.of(PYTHON.split("\n\\.{5}\n")));
        assertThat(events(GO, only(Trace.GO))).isEqualTo(List.of(GO.split("\n\\.{5}\n")));
        assertThat(events(NODE, only(Trace.NODE))).isEqualTo(List.of(NODE.split("\n\\.{5}\n")));
        assertThat(events(DOTNET, only(Trace.DOTNET))).isEqualTo(List.of(DOTNET.split("\n\\.{5}\n")));
        assertThat(events(RUBY, only(Trace.RUBY))).isEqualTo(List.of(RUBY.split("\n\\.{5}\n")));
    }

    @Test
    void joinsIndentedLinesInEveryLanguageAndNothingElseInNone() {
        assertThat(events("a\n  b\n\tc\nCaused by: d\njava.io.IOException: e", only(Trace.INDENT)))
                .containsExactly("a\n  b\n\tc", "Caused by: d", "java.io.IOException: e");
        assertThat(events(
                        "a\n  b", new Multiline(false, Set.of(), Optional.empty(), Multiline.AUTO.timeout(), 10, 1000)))
                .containsExactly("a", "  b");
    }

    @Test
    void joinsWhatDoesNotStartAsTheUserSays() {
        var rules = new Multiline(
                false, Set.of(), Optional.of(Pattern.compile("^\\[")), Multiline.AUTO.timeout(), 10, 1000);

        assertThat(events("orphan\n[1] a\n\nb\n{\"c\":1}\n[2] d\n[3] e", rules))
                .containsExactly("orphan", "[1] a\n\nb\n{\"c\":1}", "[2] d", "[3] e");
    }

    @Property(tries = 5000)
    void takesAnyText(@ForAll String line, @ForAll String next) {
        var state = EventGrammar.first(slice(line), Multiline.AUTO);

        assertThat(state).isNotNull();
        for (var any : LineState.values()) {
            assertThat(EventGrammar.next(any, slice(next), Multiline.AUTO)).isNotEqualTo(LineState.COMPLETE);
            assertThat(LineState.of(any.code())).isEqualTo(any);
        }
    }

    private static Multiline only(Trace trace) {
        return new Multiline(false, Set.of(trace), Optional.empty(), Multiline.AUTO.timeout(), 1000, 100_000);
    }

    private static List<String> events(String text, Multiline rules) {
        var events = new ArrayList<String>();
        LineState state = LineState.COMPLETE;
        for (var line : text.split("\n", -1)) {
            if (line.equals(".....")) {
                continue;
            }
            var next = EventGrammar.next(state, slice(line), rules);
            if (next == null || events.isEmpty()) {
                events.add(line);
                state = EventGrammar.first(slice(line), rules);
            } else {
                events.add(events.removeLast() + "\n" + line);
                state = next;
            }
        }
        return events;
    }

    private static Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }
}
