package io.dermflow.ingest.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Keeps the tables of refresh tokens from growing. Every replica may do it at once.
@Component
class SweepSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSessions.class);

    private final Sessions sessions;

    SweepSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelayString = "${dermflow.issuing.sweep}")
    void sweep() {
        try {
            int gone = sessions.removeExpired();
            if (gone > 0) {
                LOG.info("expired sessions removed count={}", gone);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("expired sessions stay until the next round error={}", e.toString());
        }
    }
}
