package io.dermflow.ingest.upload;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Reads a multipart request to its end: parts stream through, nothing is held but canonical
/// images.
///
/// Failure semantics: whatever is wrong with the body is an [ApiProblem] of the 4xx kind, whatever
/// is wrong with us one of the 5xx kind, and in both cases nothing stays behind.
@Service
public class ReceiveUpload {

    private static final int MAX_PARTS = 20;
    private static final int MAX_PART_HEADER_BYTES = 2048;

    private final GatedIntake intake;
    private final SpoolDirectory spools;
    private final UploadProperties properties;
    private final JakartaServletFileUpload<?, ?> multipart;

    ReceiveUpload(GatedIntake intake, SpoolDirectory spools, UploadProperties properties) {
        this.intake = intake;
        this.spools = spools;
        this.properties = properties;
        this.multipart = new JakartaServletFileUpload<>();
        this.multipart.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
    }

    /// The caller closes the upload.
    public Upload receive(HttpServletRequest request) {
        long max = properties.maxRequest().toBytes();
        mustBeReadable(request, max);
        try (var reception = new Reception(intake, spools)) {
            var digest = ContentDigest.of(request.getHeader(ContentDigest.HEADER));
            var body =
                    new RequestBody(request.getInputStream(), max, properties.deadline(), digest);
            takeParts(new MultipartContent(body, request.getContentType()), reception);
            body.finish();
            return reception.complete();
        } catch (IOException | IllegalStateException | IllegalArgumentException broken) {
            // The parser's own exceptions, or the sender hung up.
            throw malformed(broken);
        }
    }

    private void takeParts(MultipartContent content, Reception reception) throws IOException {
        FileItemInputIterator parts = multipart.getItemIterator(content);
        for (int count = 1; parts.hasNext(); count++) {
            if (count > MAX_PARTS) {
                throw new ApiProblem(
                        HttpStatus.BAD_REQUEST, "too_many_parts", "Too many parts in the body.");
            }
            reception.take(parts.next());
        }
    }

    /// What can be said from the headers alone.
    private static void mustBeReadable(HttpServletRequest request, long maxBytes) {
        String type = request.getContentType();
        if (type == null || !type.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            throw unsupported("Send the capture as multipart/form-data.");
        }
        mustNotBeCompressed(request);
        if (request.getContentLengthLong() > maxBytes) {
            throw RequestBody.tooLarge(maxBytes);
        }
    }

    static void mustNotBeCompressed(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Request bodies must not be compressed.");
        }
    }

    private static ApiProblem unsupported(String detail) {
        return new ApiProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail);
    }

    private static ApiProblem malformed(Exception broken) {
        String kind = broken instanceof FileUploadException ? broken.getMessage() : null;
        return new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "malformed_multipart",
                        "The multipart body is broken or was cut off.")
                .with("reason", kind == null ? null : kind.lines().findFirst().orElse(null))
                .causedBy(broken);
    }
}
