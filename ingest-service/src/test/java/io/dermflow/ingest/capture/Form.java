package io.dermflow.ingest.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/// A multipart body as a client builds it, with a boundary of its own.
final class Form {

    private final String boundary = "form-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static Form withImage(byte[] image) {
        return new Form().file("image", image);
    }

    Form file(String name, byte[] content) {
        head("name=\"" + name + "\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    Form field(String name, String value) {
        return field(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Form field(String name, byte[] value) {
        head("name=\"" + name + "\"");
        body.writeBytes(value);
        text("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    /// The value of `Content-Digest`.
    String digest() {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes());
            return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void head(String disposition) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
