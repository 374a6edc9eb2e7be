package io.dermflow.ingest.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// By when a submission's result is wanted, from its text field: whole seconds from the acceptance,
/// which need no clock that agrees with ours.
final class DeadlineField {

    static final String NAME = "deadline";

    private DeadlineField() {}

    /// @param longest the suite's own deadline
    /// @return null where the field is not there: the suite's own
    /// @throws io.dermflow.kit.problem.ApiProblem 400 for what can't be understood or kept
    static @Nullable Long read(@Nullable String text, Duration longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            long seconds = Long.parseLong(text.strip());
            if (seconds >= 1 && seconds <= longest.toSeconds()) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            throw SubmitForm.invalid(NAME, "The deadline is not a whole number of seconds.")
                    .causedBy(notANumber);
        }
        throw SubmitForm.invalid(
                NAME, "The deadline must lie between 1 and " + longest.toSeconds() + " seconds.");
    }
}
