package io.logmesh.archiver.s3;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says what is wrong with the store in one line that names the setting to look at. */
final class S3Problem {

    private static final String SETTING = "logmesh.archiver.";
    private static final String ADDRESS =
            "check " + SETTING + "region, " + SETTING + "endpoint and " + SETTING + "path-style";
    private static final int FORBIDDEN = 403;

    /** What S3 tolerates; it refuses requests that are signed at another time. */
    private static final Duration TOLERATED = Duration.ofMinutes(15);

    private S3Problem() {}

    static String describe(Throwable failure, S3Settings settings) {
        return "bucket '" + settings.bucket() + "' at " + settings.address() + ": " + cause(failure);
    }

    private static String cause(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return answered(answer);
        }
        var root = root(failure);
        if (root instanceof UnknownHostException || root instanceof ConnectException) {
            return "can't connect (" + root.getMessage() + "); check " + SETTING + "endpoint and " + SETTING
                    + "path-style";
        }
        if (chain(failure).anyMatch(SSLException.class::isInstance)) {
            return "TLS fails (" + root.getMessage() + "); check " + SETTING
                    + "endpoint: whether it is https, by which name,"
                    + " and whether this JVM trusts who signed its certificate";
        }
        if (chain(failure).anyMatch(S3Problem::isTimeout)) {
            return "no answer in time (" + root.getMessage() + "); check " + SETTING + "endpoint, and " + SETTING
                    + "timeout.attempt where the link is slow";
        }
        if (String.valueOf(failure.getMessage()).contains("Unable to load credentials")) {
            return "no credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile or role";
        }
        return "no answer (" + root + ")";
    }

    /** The SDK, its HTTP client and the JDK have each one of their own, with no type in common. */
    private static boolean isTimeout(Throwable failure) {
        return failure.getClass().getSimpleName().contains("Timeout");
    }

    private static String answered(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return switch (code) {
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
                "the credentials are refused (" + code + "); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            case "RequestTimeTooSkewed" -> "this machine's clock is wrong (" + code + ")";
            case "NoSuchUpload" -> "somebody has aborted an upload (" + code + "); it begins anew";
            case "AuthorizationHeaderMalformed", "PermanentRedirect" ->
                "the bucket is in another region (" + code + "); check " + SETTING + "region";
            case "SlowDown", "ServiceUnavailable", "InternalError" -> "the store is busy (" + code + ")";
            case "AccessControlListNotSupported" ->
                "the bucket takes no ACLs (" + code + "); leave " + SETTING + "keep.acl out";
            case "InvalidStorageClass" ->
                "no such storage class (" + code + "); check " + SETTING + "keep.storage-class";
            case "InvalidTag" -> "a tag is refused (" + code + "); check " + SETTING + "keep.tags";
            default ->
                code.startsWith("KMS.")
                        ? "the KMS key is refused (" + code + "); check " + SETTING + "keep.kms-key"
                        : skew(answer).orElseGet(() -> byStatus(answer.statusCode(), code));
        };
    }

    /** A refusal without a code, by a store whose clock tells another time than ours. */
    private static Optional<String> skew(AwsServiceException answer) {
        if (answer.statusCode() != FORBIDDEN || answer.awsErrorDetails() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(answer.awsErrorDetails().sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader("Date"))
                .flatMap(S3Problem::time)
                .map(theirs -> Duration.between(theirs, Instant.now()).abs())
                .filter(difference -> difference.compareTo(TOLERATED) > 0)
                .map(difference -> "access denied, and this machine's clock and the store's differ by "
                        + difference.toMinutes() + " minutes; set it right");
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The answer to a HEAD request has no body, and so no code. */
    private static String byStatus(int status, String code) {
        var what = code.isEmpty() ? "status " + status : "status " + status + ", " + code;
        return switch (status) {
            case 404 -> "there is no such bucket (" + what + "); check " + SETTING + "bucket";
            case 401, 403 ->
                "access denied (" + what
                        + "); the credentials need s3:PutObject, s3:GetObject and s3:ListBucket on the bucket of "
                        + SETTING + "bucket";
            case 301, 307 -> "refused (" + what + "); " + ADDRESS;
            case 400 -> "refused (" + what + "); " + ADDRESS + ", and what is set of " + SETTING + "keep";
            default -> "failed (" + what + ")";
        };
    }

    private static Throwable root(Throwable failure) {
        return chain(failure).reduce((_, cause) -> cause).orElse(failure);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
