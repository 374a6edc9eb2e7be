package io.dermflow.report.outcome;

import io.dermflow.report.result.End;
import java.util.Optional;

/// What one outcome comes to.
sealed interface Decision {

    /// The outcome in question.
    Delivery delivery();

    /// The end that belongs into this record's Kafka transaction, if any.
    default Optional<End> announced() {
        return switch (this) {
            case Entered entered -> Optional.of(entered.end());
            case Repeated repeated -> Optional.of(repeated.end());
            case Adopted adopted -> Optional.of(adopted.end());
            case Upgraded _, Dropped _ -> Optional.empty();
        };
    }

    /// The first terminal outcome of its task: it is the end.
    record Entered(Delivery delivery, End end) implements Decision {}

    /// The record that announces this end was read again: its Kafka transaction did not commit.
    record Repeated(Delivery delivery, End end) implements Decision {}

    /// The end was decided in a log that is gone: this record announces it from now on.
    record Adopted(Delivery delivery, End end) implements Decision {}

    /// A better report of a task that ended before; announced through the outbox.
    record Upgraded(Delivery delivery, End end) implements Decision {}

    /// The task has ended otherwise, or there is nothing to upgrade.
    record Dropped(Delivery delivery) implements Decision {}
}
