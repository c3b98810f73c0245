package io.logmesh.archiver.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ProblemTest {

    private static final S3Settings SETTINGS = new S3Settings(
            "logs-of-us",
            Optional.of(URI.create("http://s3.local:9000")),
            Optional.empty(),
            true,
            "logs",
            S3Settings.Keeping.DEFAULT,
            S3Settings.Timeouts.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "404,NoSuchBucket,logmesh.archiver.bucket",
        "403,AccessDenied,s3:PutObject",
        "403,SignatureDoesNotMatch,AWS_SECRET_ACCESS_KEY",
        "403,InvalidAccessKeyId,AWS_ACCESS_KEY_ID",
        "403,RequestTimeTooSkewed,clock",
        "404,NoSuchUpload,begins anew",
        "400,AuthorizationHeaderMalformed,logmesh.archiver.region",
        "301,PermanentRedirect,logmesh.archiver.region",
        "503,SlowDown,busy",
        "404,,logmesh.archiver.bucket",
        "403,,s3:ListBucket",
        "301,,logmesh.archiver.region",
        "400,InvalidStorageClass,logmesh.archiver.keep.storage-class",
        "400,AccessControlListNotSupported,logmesh.archiver.keep.acl",
        "400,InvalidTag,logmesh.archiver.keep.tags",
        "400,KMS.NotFoundException,logmesh.archiver.keep.kms-key",
        "400,InvalidArgument,logmesh.archiver.keep",
        "500,,status 500"
    })
    void namesWhatToLookAtForAnAnswer(int status, String code, String expected) {
        var details =
                code == null ? null : AwsErrorDetails.builder().errorCode(code).build();
        var failure = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .build();
        assertThat(S3Problem.describe(failure, SETTINGS))
                .startsWith("bucket 'logs-of-us' at http://s3.local:9000: ")
                .contains(expected)
                .hasLineCount(1);
    }

    /** The answer to a HEAD request has no body that could say so. */
    @Test
    void namesTheClockWhereTheStoreTellsAnotherTime() {
        var answer = SdkHttpResponse.builder()
                .putHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .build();
        var failure = S3Exception.builder()
                .statusCode(403)
                .awsErrorDetails(
                        AwsErrorDetails.builder().sdkHttpResponse(answer).build())
                .build();
        assertThat(S3Problem.describe(failure, SETTINGS)).contains("this machine's clock and the store's differ by");
    }

    @Test
    void namesTheEndpointWhereNobodyListens() {
        var failure = SdkClientException.create("failed", new ConnectException("Connection refused"));
        assertThat(S3Problem.describe(failure, SETTINGS)).contains("logmesh.archiver.endpoint", "Connection refused");
    }

    @Test
    void namesTheTimeoutWhereNoAnswerComes() {
        assertThat(S3Problem.describe(ApiCallAttemptTimeoutException.create(3000), SETTINGS))
                .contains("no answer in time", "logmesh.archiver.timeout.attempt");
        assertThat(S3Problem.describe(SdkClientException.create("failed", new ReadTimeout()), SETTINGS))
                .contains("no answer in time", "logmesh.archiver.endpoint");
    }

    @Test
    void namesTheEndpointWhereTlsFails() {
        var untrusted = new SSLHandshakeException("handshake failed");
        untrusted.initCause(new CertPathBuilderException("unable to find valid path"));
        var failure = SdkClientException.create("failed", untrusted);
        assertThat(S3Problem.describe(failure, SETTINGS))
                .contains("TLS fails", "valid path", "logmesh.archiver.endpoint");
    }

    private static final class ReadTimeout extends TimeoutException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void namesTheCredentialsWhereThereAreNone() {
        var failure = SdkClientException.create("Unable to load credentials from any of the providers");
        assertThat(S3Problem.describe(failure, SETTINGS)).contains("AWS_ACCESS_KEY_ID");
    }
}
