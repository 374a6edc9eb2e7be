package io.dermflow.imaging.quality;

/// What a picture is to show, by which it is judged.
public enum Showing {
    /// Skin, and little else.
    CLOSE_UP,
    /// A face.
    PORTRAIT,
    /// A whole person, dressed, before a background.
    BODY,
    /// A reference card alone.
    CARD
}
