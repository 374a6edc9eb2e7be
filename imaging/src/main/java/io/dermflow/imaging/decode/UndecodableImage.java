package io.dermflow.imaging.decode;

/// The bytes are no picture that OpenCV can read. Permanent: another try ends the same way.
public final class UndecodableImage extends RuntimeException {

    /// Problem code for the user.
    public static final String CODE = "image_corrupt";

    UndecodableImage(String message) {
        super(message);
    }
}
