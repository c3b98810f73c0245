package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class SourceNameTest {

    @Property(tries = 2_000)
    void isWhatThePatternSays(
            @ForAll @Chars({'a', 'z', '0', '9', '-', 'A', '/', '_'}) @StringLength(max = 66) String name) {
        var valid = name.replaceAll("[A/_]", "x");

        assertThat(SourceName.isValid(name))
                .isEqualTo(SourceName.VALID.matcher(name).matches());
        assertThat(SourceName.isValid(valid))
                .isEqualTo(SourceName.VALID.matcher(valid).matches());
    }
}
