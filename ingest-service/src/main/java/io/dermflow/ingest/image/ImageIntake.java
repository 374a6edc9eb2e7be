package io.dermflow.ingest.image;

import java.io.OutputStream;

/// Opens a walk for each uploaded image. Stateless and safe for any number of threads.
public final class ImageIntake {

    private final ImageLimits limits;

    public ImageIntake(ImageLimits limits) {
        this.limits = limits;
    }

    /// Walks one image as it streams in and writes its canonical form as it goes.
    ///
    /// @param canonical receives the canonical bytes; what it got is worth nothing until
    ///   [ImageWalk#finish()] has returned. Stays open: its owner closes it.
    public ImageWalk begin(OutputStream canonical) {
        return new ImageWalk(limits, canonical);
    }
}
