package io.logmesh.contract.redaction;

import io.logmesh.contract.sources.Redaction;
import io.logmesh.contract.sources.Redaction.Detector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The finders of one source's rules, in the order in which they look: those of long secrets before those of short ones. */
record Detectors(List<Named> finders, boolean passwords, boolean hashes) {

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

    /** A finder, and what it is called in masks and metrics. */
    record Named(String name, byte[] mask, Finder finder, Predicate<Census> isWorthwhile) {

        static Named of(String name, Finder finder, Predicate<Census> isWorthwhile) {
            return new Named(name, name.getBytes(StandardCharsets.US_ASCII), finder, isWorthwhile);
        }
    }

    static Detectors of(Redaction rules) {
        var finders = new ArrayList<Named>();
        for (var detector : ORDER) {
            if (rules.detectors().contains(detector)) {
                finders.add(named(detector));
            }
        }
        rules.patterns().forEach(pattern -> finders.add(Named.of(PATTERN, new PatternFinder(pattern), _ -> true)));
        boolean hashes = rules.by() == Redaction.By.HASH;
        return new Detectors(finders, rules.detectors().contains(Detector.PASSWORD), hashes);
    }

    private static Named named(Detector detector) {
        var name = detector.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (detector) {
            case CREDIT_CARD -> Named.of(name, new CardFinder(), Census::mayHaveCard);
            case EMAIL -> Named.of(name, new EmailFinder(), Census::mayHaveEmail);
            case IPV4 -> Named.of(name, new Ipv4Finder(), Census::mayHaveIpv4);
            case IPV6 -> Named.of(name, new Ipv6Finder(), Census::mayHaveIpv6);
            case JWT -> Named.of(name, TokenFinder.jwt(), Census::mayHaveJwt);
            case AWS_KEY -> Named.of(name, TokenFinder.awsKey(), Census::mayHaveAwsKey);
            case BEARER -> Named.of(name, TokenFinder.bearer(), Census::mayHaveBearer);
            case PASSWORD -> Named.of(name, new PasswordFinder(), Census::mayHavePassword);
        };
    }
}
