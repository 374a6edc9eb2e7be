package io.dermflow.ingest.capture;

import io.dermflow.events.EventCodec;
import io.dermflow.ingest.upload.ReceivedImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What makes two submissions the same: the canonical images and the normalised fields, not the
/// bytes of the multipart body, because boundaries differ from one try to the next.
///
/// @param hex SHA-256
record Fingerprint(String hex) {

    static Fingerprint of(List<ReceivedImage> images, SubmitForm form) {
        StringBuilder canonical = new StringBuilder();
        for (ReceivedImage image : images) {
            canonical.append(image.kind()).append('=').append(image.sha256()).append('\n');
        }
        canonical.append(EventCodec.mapper().writeValueAsString(form));
        return ofText(canonical.toString());
    }

    static Fingerprint of(FiguresForm form) {
        return ofText("figures\n" + EventCodec.mapper().writeValueAsString(form));
    }

    private static Fingerprint ofText(String canonical) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
