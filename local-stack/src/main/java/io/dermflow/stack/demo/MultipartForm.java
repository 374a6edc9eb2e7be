package io.dermflow.stack.demo;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/// One photo as `multipart/form-data` (RFC 7578).
record MultipartForm(String name, Photo photo, String boundary) {

    MultipartForm(String name, Photo photo) {
        this(name, photo, "dermflow-" + UUID.randomUUID());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, photo.fileName(), photo.mediaType());
        String tail = "\r\n--" + boundary + "--\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(photo.bytes()),
                BodyPublishers.ofString(tail));
    }
}
