package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @Test
    void readsSourcesInTheOrderOfTheFile() throws Exception {
        var sources = Sources.parse("logmesh.yaml", """
                sources:
                  payments:
                    match: k8s.namespace_name in ['payments', 'billing']
                    partitions: 12
                  ingress:
                    match: k8s.labels['app'] == 'ingress-nginx'
                    drop: log.contains('/healthz')
                  audit:
                    match: k8s.labels['audit'] == 'true'
                    copy: true
                default: rest
                """);

        assertThat(sources.all()).extracting(Source::name).containsExactly("payments", "ingress", "audit", "rest");
        assertThat(sources.named("payments").orElseThrow().topic().partitions()).hasValue(12);
        assertThat(sources.named("ingress").orElseThrow().drop())
                .map(Condition::toString)
                .hasValue("log.contains('/healthz')");
        assertThat(sources.named("audit").orElseThrow().copy()).isTrue();
        assertThat(sources.defaultSource().match()).isEmpty();
    }

    @Test
    void mayHaveNoRulesButNotNoContent() throws Exception {
        assertThat(Sources.parse("f", "sources: {}")).isEqualTo(Sources.none());
        assertThat(problemsOf("")).containsExactly("f: is empty; a file without rules says 'sources: {}'");
        assertThat(problemsOf("# nothing yet\n")).hasSize(1);
        assertThat(Sources.parse("f", "sources:\n").defaultName()).isEqualTo("k8s-logs");
    }

    @Test
    void letsTheDefaultSourceDoWithoutMatch() throws Exception {
        var sources = Sources.parse("f", "sources: {rest: {partitions: 3}}\ndefault: rest\n");

        assertThat(sources.all()).singleElement().extracting(Source::name).isEqualTo("rest");
        assertThat(sources.defaultSource().topic().partitions()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sorces: {}                                         | f:1:1: unknown key 'sorces' in the file; did you mean 'sources'?",
                "sources: {a: {match: 'true', partition: 3}}        | f:1:30: unknown key 'partition' in source 'a'; did you mean 'partitions'?",
                "sources: {a: {match: 'true', colour: 3}}           | f:1:30: unknown key 'colour' in source 'a'; known are match, copy, drop, partitions, lane, quota, topic, archive, index, multiline, parse, time, redact, shape",
                "sources: {A_b: {match: 'true'}}                    | f:1:11: 'A_b' can't name a source: use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
                "sources: {a: {match: 'true'}, a: {match: 'true'}}  | f:1:31: 'a' stands twice in sources",
                "sources: {a: {copy: true}}                         | f:1:11: source 'a' has no match; only the default source can do without",
                "sources: {a: {match: 'true', copy: 7}}             | f:1:36: copy is true or false, not '7'",
                "sources: {a: {match: 'true', partitions: 0}}       | f:1:42: partitions is a number from 1 to 10000, not '0'",
                "sources: {a: {match: 'true', lane: S/x}}           | f:1:36: 'S/x' can't name a lane: use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
                "sources: {a: {match: 'true', quota: {rate: 5MiB/s}}} | f:1:37: quota needs over: what becomes of the rest, archive-only, sample or park",
                "sources: {a: {match: 'true', quota: {over: park}}} | f:1:37: quota needs a rate, such as 20MiB/s",
                "sources: {a: {match: 'true', quota: {rate: 5, over: park}}} | f:1:44: rate is bytes a second such as 512KiB/s or 20MiB/s, not '5'",
                "sources: {a: {match: 'true', quota: {rate: 0MB/s, over: park}}} | f:1:44: rate is bytes a second such as 512KiB/s or 20MiB/s, not '0MB/s'",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: drop}}} | f:1:56: over is one of archive-only, sample, park, not 'drop'",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: sample, keep: 101%}}} | f:1:70: keep is a share such as 10% or 0.5%, not '101%'",
                "sources: {a: {match: 'true', quota: {rate: 1B/s, over: park, keep: 1%}}} | f:1:68: keep belongs to over: sample",
                "sources: {a: {match: 'true', topic: {retention: 3 days}}} | f:1:49: retention is a length of time such as 500ms, 90s, 15m, 12h or 7d, not '3 days'",
                "sources: {a: {match: 'true', topic: {configs: {segment.byte: 1}}}} | f:1:48: unknown key 'segment.byte' in configs; did you mean 'segment.bytes'?",
                "sources: {a: {match: 'true', topic: {configs: {cleanup.policy: compact}}}} | f:1:64: cleanup.policy has to be delete: compaction keeps one record of each key, and loses logs",
                "topics: {configs: {cleanup.policy: [delete]}} | f:1:36: cleanup.policy has to be delete: compaction keeps one record of each key, and loses logs",
                "topics: {partition: 3}                             | f:1:10: unknown key 'partition' in topics; did you mean 'partitions'?",
                "sources: {a: {match: }}                            | f:1:21: match needs a value",
                "sources: {a: {match: [x]}}                         | f:1:22: match needs a value",
                "sources: {a: {match: lgo == 'x'}}                  | f:1:22: unknown name 'lgo'; did you mean 'log'?",
                "sources: {a: {match: log.startswith('x')}}         | f:1:36: unknown function 'startswith'; did you mean 'startsWith'?",
                "sources: {a: {match: has(levl)}}                   | f:1:26: unknown name 'levl'; did you mean 'level'?",
                "sources: {a: {match: k8s.pod == 'x'}}              | f:1:25: unknown field of k8s 'pod'; did you mean 'pod_name'?",
                "sources: {a: {match: size == 'x'}}                 | f:1:27: found no matching overload for '_==_' applied to '(int, string)'",
                "sources: {a: {match: log}}                         | f:1:22: expected type 'bool' but found 'string'",
                "sources: [a]                                       | f:1:10: sources must be a mapping of names to values",
                "default: A                                         | f:1:10: 'A' can't name a source: use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
            })
    void saysWhatIsWrongAndWhere(String yaml, String problem) {
        assertThat(problemsOf(yaml)).containsExactly(problem);
    }

    @Test
    void readsLanesQuotasAndWhatTopicsAreMadeWith() throws Exception {
        var sources = Sources.parse("logmesh.yaml", """
                topics: {partitions: 6, replication: 3, retention: 2d, configs: {segment.bytes: 1048576}}
                sources:
                  noisy:
                    match: k8s.namespace_name == 'noisy'
                    lane: slow
                    partitions: 12
                    topic: {retention: 6h, configs: {compression.type: zstd}}
                    quota: {rate: 20MiB/s, over: sample, keep: 5%}
                """);

        var noisy = sources.named("noisy").orElseThrow();
        assertThat(sources.lanes()).containsExactly("slow");
        assertThat(noisy.quota()).hasValue(new Quota(20L << 20, Quota.Over.SAMPLE, 0.05));
        assertThat(sources.topicOf(noisy))
                .isEqualTo(new TopicSettings(
                        Optional.of(12),
                        Optional.of(3),
                        Optional.of(Duration.ofHours(6)),
                        Map.of("segment.bytes", "1048576", "compression.type", "zstd")));
        assertThat(sources.topicOf(sources.defaultSource()).retention()).hasValue(Duration.ofDays(2));
    }

    @Test
    void refusesACopyAsDefault() {
        assertThat(problemsOf("sources: {a: {copy: true}}\ndefault: a\n"))
                .containsExactly("f:1:21: the default source takes what nothing else does, it can't be a copy");
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
        assertThat(problemsOf("""
                sources:
                  a: {match: "k8s.namespce_name == 'x'"}
                  b: {match: 'size >', drop: oops}
                defualt: c
                """))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "f:2:18: unknown field of k8s 'namespce_name'; did you mean 'namespace_name'?"),
                        second -> assertThat(second).startsWith("f:3:21: "),
                        third -> assertThat(third).startsWith("f:3:30: unknown name 'oops'"),
                        fourth -> assertThat(fourth).startsWith("f:4:1: unknown key 'defualt'"));
    }

    @Test
    void findsThePlaceInEveryStyleOfYaml() {
        assertThat(problemsOf("""
                sources:
                  a:
                    match: |
                      size > 1 &&
                        lgo == 'x'
                  b:
                    match: >-
                      size > 1
                      && lgo == 'x'
                  c:
                    match: 'topic == ''t'' && lgo == ''x'''
                  d:
                    match: size > 1 &&
                      lgo == 'x'
                  e:
                    match: "topic == \\"t\\" && lgo == 'x'"
                """))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactly("f:5:9", "f:9:10", "f:11:31", "f:14:7", "f:16:31");
    }

    @Test
    void refusesABrokenRegularExpression() {
        assertThat(problemsOf("sources: {a: {match: \"log.matches('(')\"}}"))
                .singleElement()
                .asString()
                .startsWith("f:1:35: no regular expression that RE2 knows: missing closing )");
    }

    @Test
    void judgesRegularExpressionsByTheEngineThatRunsThem() throws Exception {
        assertThat(problemsOf("sources: {a: {match: \"log.matches('(?=x)y')\"}}"))
                .containsExactly(
                        "f:1:35: no regular expression that RE2 knows: invalid or unsupported Perl syntax: (?=");
        assertThat(Sources.parse("f", "sources: {a: {match: \"log.matches('(?P<n>x)')\"}}")
                        .all())
                .hasSize(2);
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(problemsOf("sources: {a: ")).singleElement().asString().startsWith("f:1:14: ");
        assertThat(problemsOf("a: 1\n---\nb: 2\n")).singleElement().asString().startsWith("f:2:1: ");
        assertThat(problemsOf("a: \u0001")).singleElement().asString().startsWith("f: ");
    }

    @Test
    void namesAFileThatCantBeRead(@TempDir Path folder) throws Exception {
        var missing = folder.resolve("none.yaml");
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff});
        var good = Files.writeString(folder.resolve("good.yaml"), "default: rest\n", StandardCharsets.UTF_8);

        assertThat(catchThrowableOfType(InvalidSourcesException.class, () -> Sources.load(missing)))
                .hasMessage(missing + ": there is no such file");
        assertThat(catchThrowableOfType(InvalidSourcesException.class, () -> Sources.load(binary)))
                .hasMessage(binary + ": is not UTF-8 text");
        assertThat(Sources.load(good).defaultName()).isEqualTo("rest");
    }

    @Test
    void hashesTheContentAndNotItsNotation() throws Exception {
        var block = Sources.parse("f", "sources:\n  a:\n    match: >\n      size > 1\n    partitions: 3\n");
        var flow = Sources.parse("g", "{sources: {a: {partitions: 3, match: 'size > 1'}}} # the same\n");
        var other = Sources.parse("f", "sources: {a: {partitions: 3, match: size > 2}}\n");
        var turned = Sources.parse("f", "sources: {b: {match: size > 1}, a: {match: size > 1}}\n");
        var straight = Sources.parse("f", "sources: {a: {match: size > 1}, b: {match: size > 1}}\n");

        assertThat(block.hash()).matches("[0-9a-f]{12}").isEqualTo(flow.hash()).isNotEqualTo(other.hash());
        assertThat(turned.hash()).isNotEqualTo(straight.hash());
        assertThat(Sources.none().hash()).isEqualTo("f0b9ffdc6d7a");
    }

    private static List<String> problemsOf(String yaml) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> Sources.parse("f", yaml));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }
}
