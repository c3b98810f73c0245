package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictingFieldsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a   | {'a':1}                  | {'conflicts':{'a':'1'}}",
                "a   | {'a':1,'b':2}            | {'conflicts':{'a':'1'},'b':2}",
                "b   | {'a':1,'b':2}            | {'conflicts':{'b':'2'},'a':1}",
                "b   | {'a':1, 'b' : {'x':'y'} ,'c':[]} | {'conflicts':{'b':'{\\'x\\':\\'y\\'}'},'a':1, 'c':[]}",
                "k.p | {'k':{'p':{'x':1}},'c':3} | {'conflicts':{'k.p':'{\\'x\\':1}'},'k':{},'c':3}",
                "k.p | {'k.p':'text','c':3}     | {'conflicts':{'k.p':'text'},'c':3}",
                "k.p | {'k':{'o':1,'p':[1,2]}}  | {'conflicts':{'k.p':'[1,2]'},'k':{'o':1}}",
                "m.keyword | {'m':'long','c':3} | {'conflicts':{'m':'long'},'c':3}",
                "a   | {'a':1,'conflicts':7}    | {'conflicts':{'a':'1','conflicts':'7'}}"
            })
    void movesTheFieldThatIsNamed(String field, String json, String expected) {
        assertThat(movedAside(json, field)).isEqualTo(dated(expected));
    }

    @Test
    void givesADocumentWithoutATimeTheTimeOfItsCollection() {
        assertThat(movedAside("{'message':'m'}", null))
                .isEqualTo(quoted("{'@timestamp':'1970-01-01T00:00:00Z','message':'m'}"));
        assertThat(movedAside("{ '@timestamp' : 'nonsense' }", "@timestamp"))
                .isEqualTo(quoted("{'@timestamp':'1970-01-01T00:00:00Z','conflicts':{'@timestamp':'nonsense'} }"));
    }

    @Test
    void keepsThePlainTextFieldsOnlyWhereNoneIsNamed() {
        assertThat(movedAside("{'level':'info','message':'m','x':{'':1},'log':'l','kubernetes':{'host':'h'}}", null))
                .isEqualTo(dated("{'conflicts':{'x':'{\\'\\':1}','kubernetes':'{\\'host\\':\\'h\\'}'},"
                        + "'level':'info','message':'m','log':'l'}"));
    }

    @Test
    void doesSoWhereTheNamedOneIsNotFoundToo() {
        assertThat(movedAside("{'message':{'a':1}}", "other"))
                .isEqualTo(dated("{'conflicts':{'message':'{\\'a\\':1}'}}"));
    }

    @Test
    void givesEachMemberANameThatAFlattenedFieldTakes() {
        var name = "n".repeat(40_000);

        assertThat(movedAside("{'" + name + "':1,'" + name + "x':2,'':3,'a\\u0000b':4}", null))
                .isEqualTo(dated("{'conflicts':{'" + name.substring(0, 100) + "_0':'1','" + name.substring(0, 100)
                        + "_1':'2','_2':'3','a_b':'4'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "[]", "{'a':", "{'a':NaN}", "{'@timestamp':'t'}", "{'@timestamp':'t','message':'m'}"})
    void leavesAloneWhatHasNothingToMove(String json) {
        assertThat(ConflictingFields.movedAside(bytes(json), Optional.empty(), 0))
                .isEmpty();
    }

    @Property
    void makesAJsonObjectOfAnyOther(@ForAll("objects") String json, @ForAll("names") String field) {
        ConflictingFields.movedAside(bytes(json), Optional.of(field), 0).ifPresent(result -> {
            var scanner = new JsonScanner().reset(result);
            scanner.skipValue();
            assertThat(scanner.atEnd()).isTrue();
            assertThat(new String(result, StandardCharsets.UTF_8)).startsWith("{\"@timestamp\":");
        });
    }

    @Provide
    Arbitrary<String> objects() {
        var scalars = Arbitraries.of("1", "'text'", "null", "[1, {'a' : 2}]");
        var flat = objectsOf(scalars);
        return objectsOf(Arbitraries.oneOf(scalars, flat, objectsOf(flat)));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "a.b", "a.b.a", "conflicts", "message", "c");
    }

    private static Arbitrary<String> objectsOf(Arbitrary<String> values) {
        var keys = Arbitraries.of("a", "b", "a.b", "conflicts", "message");
        return net.jqwik.api.Combinators.combine(keys, values)
                .as((key, value) -> " '" + key + "' : " + value)
                .list()
                .ofMaxSize(4)
                .map(members -> '{' + String.join(" ,", members) + " }");
    }

    private static String movedAside(String json, String field) {
        return new String(
                ConflictingFields.movedAside(bytes(json), Optional.ofNullable(field), 0)
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    /** Those that have no time get one. */
    private static String dated(String expected) {
        return quoted("{'@timestamp':'1970-01-01T00:00:00Z'," + expected.substring(1));
    }

    private static byte[] bytes(String json) {
        return quoted(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
