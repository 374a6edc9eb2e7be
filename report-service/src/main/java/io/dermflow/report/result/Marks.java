package io.dermflow.report.result;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.util.Set;
import java.util.UUID;

/// Users and tasks that were erased.
public record Marks(Set<UUID> erased) {

    public Marks {
        erased = Set.copyOf(erased);
    }

    /// Whether nothing of this task may be kept.
    public boolean cover(UserId user, TaskId task) {
        return erased.contains(user.value()) || erased.contains(task.value());
    }
}
