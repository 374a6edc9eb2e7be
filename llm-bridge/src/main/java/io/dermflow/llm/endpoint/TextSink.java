package io.dermflow.llm.endpoint;

import java.io.IOException;

/// Where a streamed answer goes, piece by piece, as it comes: untrusted.
@FunctionalInterface
public interface TextSink {

    /// @throws IOException when nobody reads any more; the upstream is then stopped
    void text(String piece) throws IOException;
}
