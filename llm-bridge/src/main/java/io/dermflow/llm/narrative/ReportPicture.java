package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.llm.endpoint.ChatQuestion;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The picture that a model may see with the facts: only where the model takes pictures, only a
/// JPEG of bounded size. Anything else is left out and the report is written without.
final class ReportPicture {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPicture.class);
    private static final String JPEG = "image/jpeg";
    private static final int BASE64_GROWTH = 2;

    private final boolean sees;
    private final int maxBytes;

    /// @param sees whether the model takes pictures
    ReportPicture(boolean sees, int maxBytes) {
        this.sees = sees;
        this.maxBytes = maxBytes;
    }

    ChatQuestion.@Nullable Picture of(NarrativeRequest request) {
        NarrativeRequest.Picture picture = request.picture();
        if (picture == null || !sees) {
            return null;
        }
        byte[] bytes = decoded(picture);
        if (!isJpeg(bytes) || !picture.mediaType().equals(JPEG)) {
            LOG.warn("picture left out of the report taskId={}", request.taskId());
            return null;
        }
        return new ChatQuestion.Picture(JPEG, bytes);
    }

    private byte[] decoded(NarrativeRequest.Picture picture) {
        if (picture.base64().length() > BASE64_GROWTH * maxBytes) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(picture.base64());
            return bytes.length <= maxBytes ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            LOG.warn("picture is no base64 error={}", notBase64.getMessage());
            return new byte[0];
        }
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3
                && bytes[0] == (byte) 0xFF
                && bytes[1] == (byte) 0xD8
                && bytes[2] == (byte) 0xFF;
    }
}
