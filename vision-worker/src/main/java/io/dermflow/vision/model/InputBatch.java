package io.dermflow.vision.model;

import java.nio.ByteBuffer;
import java.util.List;

/// Pictures of a model's input size side by side in one direct buffer, as the native side wants
/// them.
final class InputBatch {

    private InputBatch() {}

    /// @param images uint8 `[H,W,3]` RGB each; their positions don't move
    /// @param bytes of one picture
    static ByteBuffer joined(List<ByteBuffer> images, int bytes) {
        if (images.size() == 1) {
            return images.getFirst().duplicate();
        }
        ByteBuffer batch = ByteBuffer.allocateDirect(images.size() * bytes);
        images.forEach(image -> batch.put(image.duplicate()));
        return batch.flip();
    }
}
