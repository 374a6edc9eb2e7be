package io.dermflow.ingest.upload;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads a small JSON object to its end: counted, timed and digested like an upload. Refuses what
/// two parsers could read in two ways (a member twice, something behind the end).
@Service
public class ReceiveJson {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final UploadProperties properties;

    ReceiveJson(UploadProperties properties) {
        this.properties = properties;
    }

    /// @throws ApiProblem 400 `malformed_json` for whatever is not one JSON object, 413 over 16
    ///   KiB, and what is wrong with the digest or the time it takes
    public ObjectNode receive(HttpServletRequest request) {
        ReceiveUpload.mustNotBeCompressed(request);
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw RequestBody.tooLarge(MAX_BYTES);
        }
        try {
            if (STRICT.readTree(content(request)) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | JacksonException broken) {
            throw malformed().causedBy(broken);
        }
        throw malformed();
    }

    private byte[] content(HttpServletRequest request) throws IOException {
        var digest = ContentDigest.of(request.getHeader(ContentDigest.HEADER));
        var body =
                new RequestBody(request.getInputStream(), MAX_BYTES, properties.deadline(), digest);
        byte[] content = body.readAllBytes();
        body.finish();
        return content;
    }

    private static ApiProblem malformed() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "malformed_json",
                "The body is not one JSON object, or a member comes twice in it.");
    }
}
