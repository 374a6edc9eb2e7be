package io.dermflow.stack.demo;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Text fields and photos as `multipart/form-data` (RFC 7578).
record MultipartForm(Submission submission, String boundary) {

    MultipartForm(Submission submission) {
        this(submission, "dermflow-" + UUID.randomUUID());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        List<BodyPublisher> parts = new ArrayList<>();
        submission.fields().forEach((name, text) -> parts.add(field(name, text)));
        submission.pictures().forEach((name, photo) -> add(parts, name, photo));
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private BodyPublisher field(String name, String text) {
        return BodyPublishers.ofString(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, name, text));
    }

    private void add(List<BodyPublisher> parts, String name, Photo photo) {
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, photo.fileName(), photo.mediaType());
        parts.add(BodyPublishers.ofString(head));
        parts.add(BodyPublishers.ofByteArray(photo.bytes()));
        parts.add(BodyPublishers.ofString("\r\n"));
    }
}
