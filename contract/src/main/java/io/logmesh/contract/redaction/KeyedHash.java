package io.logmesh.contract.redaction;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, of which twelve hex digits show: enough to see that two values are equal, and no way back. */
final class KeyedHash {

    private static final int SHOWN_BYTES = 6;

    private final Mac mac;

    KeyedHash(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256, for any key", e);
        }
    }

    byte[] of(byte[] text, int from, int to) {
        mac.update(text, from, to - from);
        return HexFormat.of().formatHex(mac.doFinal(), 0, SHOWN_BYTES).getBytes(StandardCharsets.US_ASCII);
    }
}
