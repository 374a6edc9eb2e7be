package io.dermflow.llm.session;

import io.dermflow.kit.http.DependencyUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps the tables from growing. Every replica may do it at once.
@Component
class SweepSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSessions.class);

    private final Sessions sessions;

    SweepSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelayString = "${dermflow.session.sweep:10m}")
    void sweep() {
        try {
            int gone = sessions.removeExpired();
            if (gone > 0) {
                LOG.info("old sessions removed count={}", gone);
            }
        } catch (DependencyUnavailable away) {
            LOG.warn("old sessions stay until the next round error={}", away.toString());
        }
    }
}
