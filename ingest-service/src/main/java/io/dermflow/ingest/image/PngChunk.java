package io.dermflow.ingest.image;

/// The head of a PNG chunk.
///
/// @param offset of the chunk's first byte in the file
record PngChunk(String type, long length, long offset) {

    /// The fifth bit of the first letter tells: PNG 5.4.
    boolean isCritical() {
        return Character.isUpperCase(type.charAt(0));
    }

    boolean is(String other) {
        return type.equals(other);
    }

    boolean hasLegalType() {
        return type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }

    ImageRefused corrupt(String rule, String detail) {
        return ImageRefused.corrupt(rule, offset, detail);
    }
}
