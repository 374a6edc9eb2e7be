package io.dermflow.vision.memory;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The memory of the machine that computes (seed 001:17).
@RestController
class RamController {

    private final MemoryGate gate;

    RamController(MemoryGate gate) {
        this.gate = gate;
    }

    /// Bytes, but for `percent`, which is the used share.
    ///
    /// @param free what a process could still get, caches that can be dropped included
    /// @param paused whether the worker has stopped taking jobs for it
    record Ram(long total, long used, long free, double percent, boolean paused) {}

    @GetMapping("/ram")
    Ram ram() {
        var state = gate.state();
        var figures = state.figures();
        return new Ram(
                figures.total(),
                figures.used(),
                figures.available(),
                figures.percent(),
                state.paused());
    }
}
