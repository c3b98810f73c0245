package io.logmesh.contract.redaction;

import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Redaction.Detector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The finders of one source's rules, in the order in which they look: those of long secrets before those of short ones.
 *
 * @param signs those of all finders, see {@link Census}
 * @param budget how much the patterns may read of one record
 */
record Detectors(List<Named> finders, int signs, boolean passwords, boolean hashes, ScanBudget budget) {

    private static final List<Detector> ORDER = List.of(
            Detector.JWT,
            Detector.BEARER,
            Detector.PASSWORD,
            Detector.AWS_KEY,
            Detector.EMAIL,
            Detector.CREDIT_CARD,
            Detector.IPV6,
            Detector.IPV4);

    static final String PATTERN = "pattern";
    static final String PASSWORD = "password";

    /** What is counted where a pattern was not looked for to the end. */
    static final String PATTERN_LIMIT = "pattern-limit";

    /**
     * A finder, and what it is called in masks and metrics.
     *
     * @param sign without which it need not look at a text
     */
    record Named(String name, byte[] mask, Finder finder, int sign) {

        static Named of(String name, Finder finder, int sign) {
            return new Named(name, name.getBytes(StandardCharsets.US_ASCII), finder, sign);
        }
    }

    static Detectors of(Redaction rules) {
        var finders = new ArrayList<Named>();
        for (var detector : ORDER) {
            if (rules.detectors().contains(detector)) {
                finders.add(named(detector));
            }
        }
        var budget = new ScanBudget();
        for (var pattern : rules.patterns()) {
            finders.add(Named.of(PATTERN, new PatternFinder(pattern, budget), Census.ANY));
        }
        boolean hashes = rules.by() == Redaction.By.HASH;
        int signs = finders.stream().mapToInt(Named::sign).reduce(0, (some, one) -> some | one);
        return new Detectors(finders, signs, rules.detectors().contains(Detector.PASSWORD), hashes, budget);
    }

    private static Named named(Detector detector) {
        var name = detector.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (detector) {
            case CREDIT_CARD -> Named.of(name, new CardFinder(), Census.CARD);
            case EMAIL -> Named.of(name, new EmailFinder(), Census.EMAIL);
            case IPV4 -> Named.of(name, new Ipv4Finder(), Census.IPV4);
            case IPV6 -> Named.of(name, new Ipv6Finder(), Census.IPV6);
            case JWT -> Named.of(name, TokenFinder.jwt(), Census.JWT);
            case AWS_KEY -> Named.of(name, TokenFinder.awsKey(), Census.AWS_KEY);
            case BEARER -> Named.of(name, TokenFinder.bearer(), Census.BEARER);
            case PASSWORD -> Named.of(name, new PasswordFinder(), Census.PASSWORD);
        };
    }
}
