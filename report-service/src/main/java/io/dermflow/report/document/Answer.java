package io.dermflow.report.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A document on its way to its owner: for them alone, and to be asked for again before each use
/// (`If-None-Match` makes that cheap), because it may have been erased.
final class Answer {

    private static final int ETAG_BYTES = 16;

    private Answer() {}

    /// @param language the report's own, which is that of the capture, whatever is asked for now;
    ///   empty where there are no words of ours
    static ResponseEntity<byte[]> of(String body, MediaType type, Optional<String> language) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var answer = ResponseEntity.ok();
        language.ifPresent(tag -> answer.header(HttpHeaders.CONTENT_LANGUAGE, tag));
        return answer.contentType(type)
                .eTag(etag(bytes))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
                .body(bytes);
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
