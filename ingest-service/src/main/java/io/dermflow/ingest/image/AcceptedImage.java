package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import java.util.List;

/// What is known of an image whose canonical form has been written.
///
/// @param mediaType `image/jpeg`, `image/png` or `image/webp`
/// @param width as stored, before orientation is applied, in pixels
/// @param height as stored, before orientation is applied, in pixels
/// @param orientation EXIF orientation 1..8; the canonical bytes no longer hold it
/// @param notes what was tolerated and dropped
public record AcceptedImage(
        String mediaType,
        int width,
        int height,
        int orientation,
        ColourSpace colourSpace,
        List<Note> notes) {

    public AcceptedImage {
        notes = List.copyOf(notes);
    }
}
