package io.dermflow.ingest.upload;

import java.util.List;
import java.util.Map;

/// What one request brought. Whoever received it closes it, which frees the spools.
///
/// @param images at least one, in the order of [ImageKind]
/// @param fields text parts by name, each once, in no certain order, not yet understood
public record Upload(List<ReceivedImage> images, Map<String, String> fields)
        implements AutoCloseable {

    public Upload {
        images = List.copyOf(images);
        fields = Map.copyOf(fields);
    }

    @Override
    public void close() {
        images.forEach(image -> image.spool().close());
    }
}
