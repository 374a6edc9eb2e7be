package io.dermflow.ingest.image;

import java.io.IOException;

/// The walk through one file of a known format, from its first byte. A push parser: what it has not
/// finished with it keeps itself, so chunks may end anywhere. Not for several threads.
interface FormatWalk extends AutoCloseable {

    /// Consumes `buffer[from, to)`. After a refusal the walk is over.
    void feed(byte[] buffer, int from, int to) throws ImageRefused, IOException;

    /// Judges the end of the file.
    AcceptedImage finish() throws ImageRefused, IOException;

    /// Gives back what lies outside the heap. Harmless when repeated.
    @Override
    void close();
}
