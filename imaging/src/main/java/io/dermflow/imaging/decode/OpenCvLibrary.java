package io.dermflow.imaging.decode;

import nu.pattern.OpenCV;

/// OpenCV's native library, unpacked and loaded once per process.
public final class OpenCvLibrary {

    private OpenCvLibrary() {}

    /// Returns when the library is there; the first call takes about half a second. Threads that
    /// come meanwhile wait. Every entry of this module calls it by itself, so calling it early only
    /// moves the time to start-up.
    public static void load() {
        Loaded.touch();
    }

    /// Initialised by the JVM exactly once.
    private static final class Loaded {
        static {
            OpenCV.loadLocally();
        }

        static void touch() {}
    }
}
