package io.dermflow.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A place with a `models.json` and the files that it names: a folder, a web address, the bucket
/// `models`. All methods throw [DependencyUnavailable] when the place is away.
interface ModelSource {

    /// The manifest's bytes; empty if there is none.
    Optional<byte[]> manifest();

    /// Opens a file; the caller closes it.
    ///
    /// @param path relative to the manifest
    Optional<InputStream> open(String path) throws IOException;

    /// Files beside the manifest, not below.
    List<Listed> besides();

    /// For messages.
    String place();

    /// @param stamp changes when the file does
    record Listed(String path, String stamp) {}
}
