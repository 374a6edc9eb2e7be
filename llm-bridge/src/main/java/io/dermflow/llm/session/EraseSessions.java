package io.dermflow.llm.session;

import io.dermflow.events.DataErased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes all sessions of a user who is erased. The erasure of one capture leaves conversations
/// alone: they hold what was said, not what was measured, and their owner can remove each.
///
/// Idempotent. While the database is away the event is read again.
@Component
class EraseSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EraseSessions.class);

    private final Sessions sessions;

    EraseSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    void erase(DataErased event) {
        if (event.taskId() == null) {
            int removed = sessions.erase(event.userId());
            LOG.info("sessions erased count={}", removed);
        }
    }
}
