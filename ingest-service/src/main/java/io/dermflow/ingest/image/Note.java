package io.dermflow.ingest.image;

import io.dermflow.events.WireEnum;

/// Something odd in an accepted image, worth a metric but no refusal.
///
/// @param bytes how many were dropped for it; 0 where nothing was
public record Note(Kind kind, long bytes) {

    /// What is tolerated. Real cameras write each of these.
    public enum Kind implements WireEnum {
        /// Bytes after the end of the picture: second pictures, videos, padding.
        TRAILING,
        /// Bytes that belong to nothing: between two segments of a JPEG, behind a PNG's zlib
        /// stream.
        GARBAGE,
        /// A restart or temporary marker between two segments.
        STRAY_RST,
        /// A restart marker after the last restart interval.
        EXTRA_RST,
        /// Spectral selection of a sequential scan other than 0..63; decoders ignore it.
        SEQUENTIAL_PARAMETERS,
        /// A colour profile that can't be read; the colour space is unknown.
        ICC_BROKEN
    }
}
