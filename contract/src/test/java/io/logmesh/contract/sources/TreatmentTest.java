package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.re2j.Pattern;
import io.logmesh.contract.sources.Redaction.By;
import io.logmesh.contract.sources.Redaction.Detector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreatmentTest {

    @Test
    void believesTimesOfAWeekUnlessSomethingElseIsSaid() throws Exception {
        assertThat(treatment("{}").times()).isEqualTo(new TimeWindow(Duration.ofDays(7), Duration.ofHours(1)));
        assertThat(treatment("{time: {past: 30d}}").times())
                .isEqualTo(new TimeWindow(Duration.ofDays(30), Duration.ofHours(1)));
        assertThat(treatment("{time: {future: 5m}}").times())
                .isEqualTo(new TimeWindow(Duration.ofDays(7), Duration.ofMinutes(5)));
    }

    @Test
    void redactsNothingUnlessSomethingIsSaid() throws Exception {
        assertThat(treatment("{}").redaction().isOn()).isFalse();
    }

    @Test
    void redactsByDetectorsAndPatterns() throws Exception {
        var redaction = treatment("{redact: [email, credit-card, {regex: 'order-[0-9]+'}]}")
                .redaction();

        assertThat(redaction.isOn()).isTrue();
        assertThat(redaction.detectors()).containsExactly(Detector.CREDIT_CARD, Detector.EMAIL);
        assertThat(redaction.patterns()).containsExactly(Pattern.compile("order-[0-9]+"));
        assertThat(redaction.by()).isEqualTo(By.MASK);
        assertThat(treatment("{redact: {find: jwt, by: hash}}").redaction().by())
                .isEqualTo(By.HASH);
        assertThat(treatment("{redact: {find: jwt, by: hash}}").redaction().detectors())
                .containsExactly(Detector.JWT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{time: {before: 3d}}|unknown key 'before' in time of source 'app'",
                "{time: {past: 3}}|past is a length of time such as 500ms",
                "{redact: mail}|redact finds a regex or one of credit-card, email",
                "{redact: [{regex: '('}]}|no regular expression (RE2): missing closing )",
                "{redact: [{regex: 'x*'}]}|this regular expression finds nothing, everywhere",
                "{redact: {by: hash}}|redact needs find",
                "{redact: {find: email, by: rot13}}|by is one of mask, hash"
            })
    void refusesWhatItDoesNotKnow(String source, String message) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> treatment(source));

        assertThat(refused).hasMessageContaining(message);
    }

    private static Treatment treatment(String source) throws InvalidSourcesException {
        return Sources.parse("f", "sources: {app: " + source + "}\ndefault: app\n")
                .named("app")
                .orElseThrow()
                .treatment();
    }
}
