package io.logmesh.contract.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Redaction.By;
import io.logmesh.contract.sources.Redaction.Detector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {

    private static final Redaction ALL = new Redaction(EnumSet.allOf(Detector.class), List.of(), By.MASK);
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

    private final List<String> found = new ArrayList<>();
    private final Redactor redactor = new Redactor("key".getBytes(StandardCharsets.UTF_8), found::add);

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        CREDIT_CARD => paid with 4111 1111 1111 1111, thanks => paid with [credit-card], thanks
        CREDIT_CARD => 5500-0000-0000-0004 => [credit-card]
        CREDIT_CARD => card=378282246310005 => card=[credit-card]
        CREDIT_CARD => 4111111111111112 and 1714903200123456789 and 41111111111111111111111 => 4111111111111112 and 1714903200123456789 and 41111111111111111111111
        CREDIT_CARD => 4111\u00a01111\u00a01111\u00a01111, 4111\u202f1111\u20111111\u20091111, 4111\u00a0\u00a01111 1111 1111 => [credit-card], [credit-card], 4111\u00a0\u00a01111 1111 1111
        EMAIL => mail ann.lee+x@shop.example.com, now => mail [email], now
        EMAIL => <ann@shop.example> and a@b and @x.y => <[email]> and a@b and @x.y
        IPV4 => from 10.0.0.1:80 to 192.168.255.254. => from [ipv4]:80 to [ipv4].
        IPV4 => version 1.2.3.4.5, 256.1.1.1 and 1.2.3 => version 1.2.3.4.5, 256.1.1.1 and 1.2.3
        IPV6 => from 2001:db8::1 and [::1]:80 and fe80:0:0:0:1:2:3:4 => from [ipv6] and [[ipv6]]:80 and [ipv6]
        IPV6 => at 10:00:00, aa:bb:cc:dd:ee:ff, a::b::c, Foo::bar => at 10:00:00, aa:bb:cc:dd:ee:ff, a::b::c, Foo::bar
        JWT => token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl. => token [jwt].
        JWT => eyJ is short => eyJ is short
        AWS_KEY => key AKIAIOSFODNN7EXAMPLE is mine => key [aws-key] is mine
        AWS_KEY => AKIAIOSFODNN7EXAMPLES akiaiosfodnn7example => AKIAIOSFODNN7EXAMPLES akiaiosfodnn7example
        BEARER => Authorization: Bearer abc.def-123== done => Authorization: Bearer [bearer] done
        BEARER => the bearer of this => the bearer of this
        PASSWORD => postgres://ann:s3cr:t@db:5432/shop => postgres://ann:[password]@db:5432/shop
        PASSWORD => user=ann password=s3cret, next => user=ann password=[password], next
        PASSWORD => {"db_password" : "a b", "x":1} => {"db_password" : "[password]", "x":1}
        PASSWORD => {"password":"p\\"q TAIL", "n":1} => {"password":"[password]", "n":1}
        PASSWORD => password="aa\\"bb TAIL" next => password="[password]" next
        PASSWORD => password="C:\\\\" next => password="[password]" next
        PASSWORD => {\\"password\\":\\"p\\\\\\"q TAIL\\",\\"n\\":1} => {\\"password\\":\\"[password]\\",\\"n\\":1}
        PASSWORD => password="without end => password="[password]
        PASSWORD => {"password":{"v":"hunter2","w":["}",3]},"n":1} => {"password":"[password]","n":1}
        PASSWORD => {\\"password\\":{\\"v\\":\\"a}\\\\\\"b\\"},\\"n\\":1} => {\\"password\\":\\"[password]\\",\\"n\\":1}
        PASSWORD => {'password': {'v': 'it}s'}, 'n': [1]} => {'password': [password], 'n': [1]}
        PASSWORD => User(password=[a, b], n=1) => User(password=[password], n=1)
        PASSWORD => {"api_key": ["p", {"q": "r => {"api_key": [password]
        PASSWORD => {"user":"a","password":null,"level":"error","pwd":true} => {"user":"a","password":null,"level":"error","pwd":true}
        PASSWORD => {"password":17,"level":"error"} => {"password":"[password]","level":"error"}
        PASSWORD => {"msg":"login \\"user=a password=abc\\" failed","n":1} => {"msg":"login \\"user=a password=[password]\\" failed","n":1}
        PASSWORD => {"msg":"password=\\nnext","n":1} => {"msg":"password=[password]","n":1}
        CREDIT_CARD => {"card":4111111111111111,"n":1} => {"card":"[credit-card]","n":1}
        CREDIT_CARD => {"cards":[4111111111111111, 17, 4111111111111111],"n":1} => {"cards":["[credit-card]", 17, "[credit-card]"],"n":1}
        CREDIT_CARD => {"msg":"{\\"card\\" : 4111111111111111 }","n":1} => {"msg":"{\\"card\\" : \\"[credit-card]\\" }","n":1}
        CREDIT_CARD => {"msg":"see: 4111111111111111, 7"} => {"msg":"see: [credit-card], 7"}
        PASSWORD => https://shop.example/a:b@c password policy: long => https://shop.example/a:b@c password policy: long
        """)
    void findsEachKindAndNothingElse(Detector detector, String text, String redacted) {
        var rules = new Redaction(Set.of(detector), List.of(), By.MASK);

        assertThat(redact("{\"log\":" + quoted(text) + "}", rules)).isEqualTo("{\"log\":" + quoted(redacted) + "}");
        assertThat(found.isEmpty()).isEqualTo(text.equals(redacted));
    }

    @Test
    void looksIntoEveryMemberButThoseOfTheCollector() {
        assertThat(redact("""
                        {"a":"ann@x.de","fields":{"b":["ann@x.de",{"c":"ann@x.de"}],"n":4111111111111111,"password":12},\
                        "kubernetes":{"pod_ip":"10.0.0.1"},"stream":"stdout","passwd":"p","t":true,"z":null}""", ALL)).isEqualTo("""
                        {"a":"[email]","fields":{"b":["[email]",{"c":"[email]"}],"n":"[credit-card]","password":"[password]"},\
                        "kubernetes":{"pod_ip":"10.0.0.1"},"stream":"stdout","passwd":"[password]","t":true,"z":null}""");
        assertThat(found).containsOnly("email", "credit-card", "password").hasSize(6);
    }

    /** What has one of these names and another meaning moves to fields, where all may read it. */
    @Test
    void leavesTheMeshsNamesAloneOnlyWhereTheyMeanTheSame() {
        var names = List.of(
                "source",
                "level",
                "time",
                "@timestamp",
                "ingest_ts",
                "event_id",
                "trace_id",
                "span_id",
                "stream",
                "docker");
        for (var name : names) {
            assertThat(redact("{\"" + name + "\":\"ann@x.de\"}", ALL))
                    .as(name)
                    .isEqualTo("{\"" + name + "\":\"[email]\"}");
        }
        assertThat(redact("{\"time\":4111111111111111}", ALL)).isEqualTo("{\"time\":\"[credit-card]\"}");

        var digits = new Redaction(Set.of(), List.of(Pattern.compile("\\d+|error|stdout")), By.MASK);
        var meant = """
                {"level":"error","time":"2024-05-05T10:00:00Z","@timestamp":1714903200,"trace_id":"0af7651916cd43dd",\
                "stream":"stdout","docker":{"container_id":"12"},"kubernetes":{"pod_ip":"10.0.0.1"}}""";
        assertThat(redact(meant, digits)).isEqualTo(meant);
    }

    @Test
    void seesThroughEscapeSequencesInNames() {
        assertThat(redact("{\"p\\u0061ssword\":\"hunter2\",\"a\":{\"pw\\u0064\":1}}", ALL))
                .isEqualTo("{\"p\\u0061ssword\":\"[password]\",\"a\":{\"pw\\u0064\":\"[password]\"}}");
    }

    @Test
    void takesAllInsideOfAPasswordForSecret() {
        assertThat(redact("""
                        {"passwd":{"a":["x",{"b":"y"}],"c":1},"d":"z","e":{"api_key":["p",{"q":"r"}],"f":"g"},"h":[{"pwd":{"i":"j"}},"k"]}""", ALL)).isEqualTo("""
                        {"passwd":{"a":["[password]",{"b":"[password]"}],"c":"[password]"},"d":"z",\
                        "e":{"api_key":["[password]",{"q":"[password]"}],"f":"g"},"h":[{"pwd":{"i":"[password]"}},"k"]}""");
    }

    @Test
    void findsWhatEscapeSequencesHide() {
        assertThat(redact("{\"log\":\"ann\\u0040x.de\"}", ALL)).isEqualTo("{\"log\":\"[email]\"}");
        assertThat(redact("{\"log\":\"{\\\"a\\\":\\\"ann\\\\u0040x.de\\\"}\"}", ALL))
                .isEqualTo("{\"log\":\"{\\\"a\\\":\\\"[email]\\\"}\"}");
        assertThat(redact("{\"log\":\"{\\\"a\\\":\\\"http:\\\\/\\\\/u:p@h\\\\/x\\\"}\"}", ALL))
                .isEqualTo("{\"log\":\"{\\\"a\\\":\\\"http://u:[password]@h/x\\\"}\"}");
        assertThat(redact("{\"log\":\"{\\\"password\\\":\\\"p w\\\"}\"}", ALL))
                .isEqualTo("{\"log\":\"{\\\"password\\\":\\\"[password]\\\"}\"}");
    }

    @Test
    void findsASecretBehindEscapeSequencesThatHideNothing() {
        assertThat(redact(
                        "{\"log\":\"a\\n\\teyJhbGciOiJIUzI1NiJ9.e30.c2ln\\nAKIAIOSFODNN7EXAMPLE\\/4111111111111111\"}",
                        ALL))
                .isEqualTo("{\"log\":\"a\\n\\t[jwt]\\n[aws-key]/[credit-card]\"}");
        assertThat(redact("{\"log\":\"\\u0062earer abcdefgh C:\\\\users p\\u0061ssword=x\"}", ALL))
                .isEqualTo("{\"log\":\"bearer [bearer] C:\\\\users password=[password]\"}");
    }

    @Test
    void findsSecretsInTextThatIsNoRecord() {
        assertThat(text("x", "ann@x.de and \\u0041KIAIOSFODNN7EXAMPLE")).isEqualTo("[email] and [aws-key]");
        assertThat(text("db-password", "hunter2")).isEqualTo("[password]");
        assertThat(text("password", "")).isEmpty();
        byte[] harmless = {(byte) 0xff, 0, '\\'};
        assertThat(redactor.redactText("x", harmless, ALL)).isSameAs(harmless);
    }

    private String text(String name, String text) {
        return new String(redactor.redactText(name, bytes(text), ALL), StandardCharsets.UTF_8);
    }

    @Test
    void hashesWithTheKey() {
        var rules = new Redaction(Set.of(Detector.EMAIL), List.of(), By.HASH);
        var one = redact("{\"log\":\"ann@x.de bob@x.de ann@x.de\"}", rules);

        assertThat(one).matches("\\{\"log\":\"\\[email:([0-9a-f]{12})] \\[email:[0-9a-f]{12}] \\[email:\\1]\"}");
        assertThat(new String(
                        new Redactor("other".getBytes(StandardCharsets.UTF_8), found::add)
                                .redact(bytes("{\"log\":\"ann@x.de bob@x.de ann@x.de\"}"), rules),
                        StandardCharsets.UTF_8))
                .isNotEqualTo(one);
    }

    @Test
    void findsWhatUsersLookFor() {
        var rules = new Redaction(Set.of(), List.of(Pattern.compile("order-\\d+"), Pattern.compile("x*")), By.MASK);

        assertThat(redact("{\"log\":\"order-7 and order-8, äxxb\"}", rules))
                .isEqualTo("{\"log\":\"[pattern] and [pattern], ä[pattern]b\"}");
    }

    /** Each match would read to the end: without a limit, hours of this line. */
    @Test
    void hidesTheRestWhereAPatternWouldReadForHours() {
        var rules = new Redaction(Set.of(), List.of(Pattern.compile("order-\\d+(.*end)?")), By.MASK);

        var redacted = redact("{\"log\":" + quoted("order-7 ".repeat(131_072)) + ",\"n\":\"order-8\"}", rules);

        assertThat(redacted).startsWith("{\"log\":\"[pattern] [pattern] ").endsWith("[pattern]\",\"n\":\"[pattern]\"}");
        assertThat(redacted).doesNotContain("order");
        assertThat(found).contains("pattern-limit").hasSizeLessThan(1000);
        assertThat(redact("{\"log\":\"order-7 ä\"}", rules)).as("the next").isEqualTo("{\"log\":\"[pattern] ä\"}");
    }

    /** A pattern that may be empty is looked for at each character, and given up at any of them. */
    @ParameterizedTest
    @CsvSource({"'',\u00e4", "x,\u00e4", "'',\ud83d\ude00", "x,\ud83d\ude00", "xx,\u20ac"})
    void cutsNoCharacterWhereItGivesUp(String before, String character) {
        var rules = new Redaction(Set.of(), List.of(Pattern.compile("(.*end)?")), By.MASK);

        var redacted = redact("{\"log\":" + quoted(before + character.repeat(8_000)) + "}", rules);

        assertThat(redacted).matches("\\{\"log\":\"" + before + "(" + character + ")+\\[pattern]\"}");
        assertThat(found).contains("pattern-limit");
    }

    @Test
    void findsAllOfAPatternThatReadsNoMoreThanItsMatches() {
        var rules = new Redaction(Set.of(), List.of(Pattern.compile("order-\\d|x*")), By.MASK);
        int times = 50_000;

        assertThat(redact("{\"log\":" + quoted("order-7 \u00e4\u20ac\ud83d\ude00".repeat(times)) + "}", rules))
                .isEqualTo("{\"log\":\"" + "[pattern] \u00e4\u20ac\ud83d\ude00".repeat(times) + "\"}");
        assertThat(found).containsOnly("pattern").hasSize(times);
    }

    @Test
    void leavesARecordWithoutSecretsAlone() {
        byte[] record = bytes("{\"log\":\"a \\\"quoted\\\" \\u00e4 word\",\"n\":[1,2.5e3,-1]}");

        assertThat(redactor.redact(record, ALL)).isSameAs(record);
        assertThat(found).isEmpty();
    }

    /** Whatever surrounds them, and however often they are there. */
    @Property(tries = 2000)
    void noSecretSurvives(
            @ForAll("secrets") String secret, @ForAll("texts") String before, @ForAll("texts") String after) {
        var text = before + ' ' + secret + ' ' + after + ' ' + secret;

        var redacted = redact("{\"a\":{\"log\":" + quoted(text) + "},\"b\":" + quoted(secret) + "}", ALL);

        assertThat(redacted).doesNotContain(secret);
        assertValid(redacted);
    }

    @Property(tries = 2000)
    void anyTextStaysValid(@ForAll String text) {
        var wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertValid(redact("{\"log\":" + quoted(wellFormed) + "}", ALL));
    }

    @Property(tries = 2000)
    void textMadeOfTriggersStaysValid(@ForAll("texts") String text) {
        assertValid(redact("{\"log\":" + quoted(text) + ",\"password\":" + quoted(text) + "}", ALL));
    }

    @Test
    void takesLinearTimeForHostileText() {
        for (var piece : List.of(
                "@",
                "a@",
                "eyJ",
                "eyJa-",
                "eyJaaaaaaaa.",
                "4 ",
                "41-",
                "1.",
                "1.1.1.",
                "a:",
                "::",
                ":",
                "=",
                "password",
                "password=",
                "password={",
                "password=[\"",
                "password={} ",
                "\"password\":{\"a\":' ",
                "\"a\":4111111111111111,",
                "4111111111111111,",
                "\\\"",
                "://",
                "://a:",
                "Bearer ",
                " =",
                "\" =",
                "AKIA")) {
            var text = piece.repeat(1_000_000 / piece.length());
            assertValid(redact("{\"log\":" + quoted(text) + "}", ALL));
        }
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.of(
                "4111111111111111",
                "5500 0000 0000 0004",
                "ann@shop.example",
                "192.168.17.4",
                "2001:db8::1",
                JWT,
                "AKIAIOSFODNN7EXAMPLE");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        " ",
                        "=",
                        ":",
                        "\"",
                        "\\",
                        "@",
                        ".",
                        "1",
                        "password=",
                        "Bearer ",
                        "://",
                        "\n",
                        "ä",
                        "{",
                        "}",
                        ",",
                        "eyJ",
                        "4111",
                        "\\u0040",
                        "\\/",
                        "[",
                        "]",
                        "-")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private String redact(String record, Redaction rules) {
        return new String(redactor.redact(bytes(record), rules), StandardCharsets.UTF_8);
    }

    private static void assertValid(String json) {
        var scanner = new JsonScanner().reset(bytes(json));
        scanner.skipValue();
        assertThat(scanner.atEnd()).isTrue();
    }

    private static String quoted(String text) {
        return new String(new JsonBuffer(64).appendString(text).toByteArray(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
