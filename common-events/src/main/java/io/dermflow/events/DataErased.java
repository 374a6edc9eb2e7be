package io.dermflow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Topic `user_erasures`: whoever holds data of this task (or, without a task, of this user)
/// removes it now and keeps a mark, so that work in flight does not bring it back.
public record DataErased(UserId userId, @Nullable TaskId taskId, Instant at) implements Event {

    @Override
    public String key() {
        return userId.toString();
    }

    @Override
    public String eventId() {
        return userId + ":erased:" + (taskId == null ? "all" : taskId);
    }
}
