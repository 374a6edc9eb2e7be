package io.dermflow.ingest.image;

/// The head of a RIFF chunk.
///
/// @param length of the body, without its padding byte
/// @param offset of the chunk's first byte in the file
record WebpChunk(String type, long length, long offset) {

    boolean is(String other) {
        return type.equals(other);
    }

    boolean isImage() {
        return is("VP8 ") || is("VP8L");
    }

    ImageRefused corrupt(String rule, String detail) {
        return ImageRefused.corrupt(rule, offset, detail);
    }

    ImageRefused truncated(String rule, String detail) {
        return ImageRefused.truncated(rule, offset, detail);
    }
}
