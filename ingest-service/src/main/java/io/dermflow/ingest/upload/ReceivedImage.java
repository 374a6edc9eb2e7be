package io.dermflow.ingest.upload;

import io.dermflow.events.ImageRef;
import io.dermflow.events.UserId;
import io.dermflow.ingest.image.AcceptedImage;
import io.dermflow.kit.store.ObjectStore;

/// One image of an upload in its canonical form, not yet stored.
///
/// @param kind which picture of the capture it is
/// @param sha256 lower-case hex over the canonical bytes
/// @param spool holds the canonical bytes; the [Upload] closes it
public record ReceivedImage(ImageKind kind, AcceptedImage facts, String sha256, Spool spool) {

    /// Makes the image durable in the store before it returns.
    ///
    /// @param folder key up to the last slash, exclusive
    public ImageRef storeBelow(String folder, UserId owner, ObjectStore store) {
        String key = folder + "/" + kind.wireName() + "." + extension();
        spool.putInto(store, owner, key, facts.mediaType());
        return new ImageRef(
                kind.wireName(),
                key,
                sha256,
                facts.mediaType(),
                spool.bytes(),
                facts.width(),
                facts.height(),
                facts.orientation(),
                facts.colourSpace());
    }

    private String extension() {
        return switch (facts.mediaType()) {
            case "image/jpeg" -> "jpg";
            case "image/png" -> "png";
            case "image/webp" -> "webp";
            default -> throw new IllegalStateException("intake accepted a " + facts.mediaType());
        };
    }
}
