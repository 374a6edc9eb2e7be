package io.dermflow.vision.pipeline;

import io.dermflow.vision.pump.EndProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays the picture that kills a native decoder, so that a test can watch what becomes of its
/// neighbours. Off unless a digest is set (`HALT_ON_SHA256`).
final class HaltSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(HaltSwitch.class);

    /// As a process that died of SIGSEGV looks to its parent.
    private static final int KILLED = 139;

    private final String sha256;

    HaltSwitch(String sha256) {
        this.sha256 = sha256;
    }

    void lookAt(FetchedImage image) {
        if (image.ref().sha256().equals(sha256)) {
            LOG.error("halting on the picture of HALT_ON_SHA256 exitCode={}", KILLED);
            EndProcess.now(KILLED);
        }
    }
}
