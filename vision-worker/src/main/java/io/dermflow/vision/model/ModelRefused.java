package io.dermflow.vision.model;

/// A manifest or model file that can't be used as it is; the message says why to whoever put it
/// there.
public class ModelRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelRefused(String message) {
        super(message);
    }

    ModelRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
