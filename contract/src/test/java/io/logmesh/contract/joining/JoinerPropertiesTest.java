package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any sequence of lines, wherever it is cut. */
class JoinerPropertiesTest {

    private static final String OUT = "shop/web-1/app/stdout";
    private static final String ERR = "shop/web-1/app/stderr";

    /** One record, as it is offered. */
    record Line(String stream, String tag, String text, String mark) {}

    /** The proof that a kill or a rebalance at any line makes no difference. */
    @Property(tries = 2000)
    void joinsTheSameWhereverItIsCutIntoRestarts(
            @ForAll("traffic") List<Line> traffic, @ForAll List<Boolean> restarts) {
        var whole = new JoinerHarness();
        traffic.forEach(line -> send(line, whole));
        whole.pass(6);
        var cut = new JoinerHarness();
        for (int i = 0; i < traffic.size(); i++) {
            send(traffic.get(i), cut);
            if (i < restarts.size() && restarts.get(i)) {
                cut.restart();
            }
        }
        cut.pass(110);

        for (var stream : List.of(OUT, ERR)) {
            assertThat(of(stream, cut)).isEqualTo(of(stream, whole));
        }
        assertThat(cut.events)
                .extracting(event -> event.first().id() + ' ' + event.covers())
                .containsExactlyInAnyOrderElementsOf(whole.events.stream()
                        .map(event -> event.first().id() + ' ' + event.covers())
                        .toList());
        assertThat(cut.passed).hasSameSizeAs(whole.passed);
        assertThat(cut.budget.held()).isZero();
    }

    /** Nothing lost, nothing twice, nothing turned round, and every id accounted for once. */
    @Property(tries = 2000)
    void losesNoLineAndNoId(@ForAll("traffic") List<Line> traffic) {
        var mesh = new JoinerHarness();
        traffic.forEach(line -> send(line, mesh));
        mesh.pass(6);

        int ids = mesh.events.stream().mapToInt(JoinedEvent::lines).sum();
        assertThat(ids + mesh.passed.size() - mesh.events.size()).isEqualTo(traffic.size());
        assertThat(covered(mesh)).doesNotHaveDuplicates();
        for (var event : mesh.events) {
            var scanner = new JsonScanner().reset(event.value());
            scanner.skipValue();
            assertThat(scanner.atEnd()).isTrue();
        }
        for (var stream : List.of(OUT, ERR)) {
            var sent = traffic.stream()
                    .filter(line -> line.stream().equals(stream))
                    .map(Line::text)
                    .toList();
            assertThat(withoutNewlines(of(stream, mesh))).isEqualTo(withoutNewlines(sent));
        }
        assertThat(mesh.stored).isEmpty();
    }

    @Provide
    Arbitrary<List<Line>> traffic() {
        var texts = Arbitraries.of(
                "INFO a",
                "\tat b",
                "  c",
                "",
                "{\"d\":1}",
                "{\"e\":",
                "1}",
                "f=1 g=2",
                "java.io.IOException: h",
                "Caused by: i",
                "Traceback (most recent call last):",
                "ValueError: j",
                "goroutine 1 [running]:",
                "main.k()",
                "panic: l",
                "m \\n",
                "n\"",
                "o\\",
                "p\n",
                "q\r\n",
                "}",
                "   ^",
                "\u001b[31mr",
                "ä€😀");
        var quota = Arbitraries.of("", "", "", "", "over", "no");
        return Combinators.combine(Arbitraries.of(OUT, ERR), Arbitraries.of("F", "F", "F", "P"), texts, quota)
                .as(Line::new)
                .list()
                .ofMaxSize(30);
    }

    private static void send(Line line, JoinerHarness mesh) {
        mesh.marks = new Marks(!line.mark().isEmpty(), line.mark().equals("no"));
        mesh.line(line.stream(), line.text(), line.tag());
    }

    /** The ids of all that the events are made of. */
    private static List<String> covered(JoinerHarness mesh) {
        var ids = new ArrayList<String>();
        for (var event : mesh.events) {
            ids.add(event.first().id());
            if (!event.covers().isEmpty()) {
                ids.addAll(CoveredIds.read(event.first().id(), event.covers()).orElseThrow());
            }
        }
        return ids;
    }

    /** The texts of a stream, decoded, in their order. */
    private static List<String> of(String stream, JoinerHarness mesh) {
        return IntStream.range(0, mesh.passed.size())
                .filter(i -> mesh.keys.get(i).equals(stream))
                .mapToObj(i -> JoinerHarness.bytes(mesh.passed.get(i)))
                .map(text -> JsonText.decode(text, 0, text.length))
                .toList();
    }

    private static String withoutNewlines(List<String> texts) {
        return String.join("", texts).replaceAll("[\r\n]", "");
    }
}
