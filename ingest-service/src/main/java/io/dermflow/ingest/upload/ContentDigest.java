package io.dermflow.ingest.upload;

import io.dermflow.kit.problem.ApiProblem;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The sender's `Content-Digest` (RFC 9530) over the whole request content. Only `sha-256` counts;
/// other algorithms in the header are passed over, as the RFC allows.
final class ContentDigest {

    static final String HEADER = "Content-Digest";

    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([^:,]*):");
    private static final int SHA_256_BYTES = 32;

    private final byte[] promised;
    private final MessageDigest seen = Spool.sha256Digest();

    private ContentDigest(byte[] promised) {
        this.promised = promised;
    }

    /// Null when the header is absent or names no SHA-256.
    static @Nullable ContentDigest of(@Nullable String header) {
        var match = header == null ? null : SHA_256.matcher(header);
        if (match == null || !match.find()) {
            return null;
        }
        try {
            byte[] promised = Base64.getDecoder().decode(match.group(1));
            if (promised.length == SHA_256_BYTES) {
                return new ContentDigest(promised);
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid().causedBy(notBase64);
        }
        throw invalid();
    }

    void update(byte[] buffer, int offset, int length) {
        seen.update(buffer, offset, length);
    }

    /// @throws ApiProblem if other bytes arrived than were promised
    void verify() {
        if (!MessageDigest.isEqual(promised, seen.digest())) {
            throw new ApiProblem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "digest_mismatch",
                    "The content is not what Content-Digest promised; send it again.");
        }
    }

    private static ApiProblem invalid() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "invalid_digest",
                "Content-Digest needs sha-256=:<base64 of 32 bytes>:.");
    }
}
