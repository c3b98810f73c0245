package io.logmesh.archiver.s3;

import io.logmesh.archiver.archive.ObjectContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of what is sent: the store computes it, too, and refuses what changed on the way. */
final class Sha256 {

    private static final int READ_AT_ONCE = 1 << 20;

    private final byte[] bytes;

    private Sha256(MessageDigest digest) {
        bytes = digest.digest();
    }

    static Sha256 of(List<ByteBuffer> pieces) {
        var digest = digest();
        pieces.forEach(piece -> digest.update(piece.duplicate()));
        return new Sha256(digest);
    }

    static Sha256 of(ObjectContent content) throws IOException {
        var digest = digest();
        for (long at = 0; at < content.size(); at += READ_AT_ONCE) {
            int length = (int) Math.min(READ_AT_ONCE, content.size() - at);
            content.read(at, length).forEach(digest::update);
        }
        return new Sha256(digest);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
