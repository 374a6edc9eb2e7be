package io.dermflow.report.retention;

import io.dermflow.report.announcement.Announcements;
import io.dermflow.report.artifact.RemoveDoomedArtifacts;
import io.dermflow.report.background.Rounds;
import io.dermflow.report.result.Tombstones;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Removes what has had its time, and artifacts that an erasure could not reach.
@Configuration(proxyBeanMethods = false)
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Tombstones tombstones;
    private final Announcements announcements;
    private final RemoveDoomedArtifacts artifacts;
    private final RetentionProperties properties;
    private final Clock clock;

    Sweeper(
            Tombstones tombstones,
            Announcements announcements,
            RemoveDoomedArtifacts artifacts,
            RetentionProperties properties,
            Clock clock) {
        this.tombstones = tombstones;
        this.announcements = announcements;
        this.artifacts = artifacts;
        this.properties = properties;
        this.clock = clock;
    }

    @Bean
    Rounds sweeperRounds() {
        return new Rounds("sweeper", properties.every(), this::sweep);
    }

    /// One round: rows first, because they need only the database.
    void sweep() {
        var now = clock.instant();
        int rows =
                tombstones.sweep(now.minus(properties.erasureMarks()))
                        + announcements.sweep(now.minus(properties.announcements()));
        int objects = artifacts.remove();
        if (rows + objects > 0) {
            LOG.info("swept rows={} objects={}", rows, objects);
        }
    }
}
