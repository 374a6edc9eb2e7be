package io.dermflow.kit.store;

import java.io.IOException;
import java.io.InputStream;

/// An open object. Whoever opened it closes it.
///
/// @param content read once, by one thread
public record StoredObject(InputStream content, long bytes, String mediaType)
        implements AutoCloseable {

    @Override
    public void close() throws IOException {
        content.close();
    }
}
