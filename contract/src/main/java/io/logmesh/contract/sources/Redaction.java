package io.logmesh.contract.sources;

import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What must not leave the enricher.
 *
 * @param detectors what is looked for
 * @param patterns what else is looked for
 * @param by what stands in its place
 */
public record Redaction(Set<Detector> detectors, List<Pattern> patterns, By by) {

    /** Nothing is looked for. */
    public static final Redaction NONE = new Redaction(Set.of(), List.of(), By.MASK);

    /** What the mesh knows to find. */
    public enum Detector {
        /** 13 to 19 digits, also in groups, whose last one is right by Luhn's formula. */
        CREDIT_CARD,
        EMAIL,
        IPV4,
        IPV6,
        /** A JSON Web Token. */
        JWT,
        /** The id of an access key of AWS. */
        AWS_KEY,
        /** What stands behind {@code Bearer}. */
        BEARER,
        /** In URLs, and behind names such as {@code password=}. */
        PASSWORD
    }

    /** What stands in the place of what was found. */
    public enum By {
        /** The detector's name: {@code [email]}. */
        MASK,
        /** Its name and a keyed hash, so that equal values can be seen to be equal: {@code [email:1f3a…]}. */
        HASH
    }

    public Redaction {
        // Sorted, since the hash of the rules is made of it and must be the same in every process.
        var sorted = EnumSet.noneOf(Detector.class);
        sorted.addAll(detectors);
        detectors = Collections.unmodifiableSet(sorted);
    }

    public boolean isOn() {
        return !detectors.isEmpty() || !patterns.isEmpty();
    }
}
