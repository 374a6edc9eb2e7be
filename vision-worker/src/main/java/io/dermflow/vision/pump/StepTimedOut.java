package io.dermflow.vision.pump;

import java.time.Duration;

/// A step that a job can't do without took longer than its limit: the try is given up.
final class StepTimedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepTimedOut(String step, Duration limit) {
        super("the step '%s' took longer than %d ms".formatted(step, limit.toMillis()));
    }
}
