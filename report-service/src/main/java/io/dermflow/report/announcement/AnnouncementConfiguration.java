package io.dermflow.report.announcement;

import io.dermflow.report.background.Rounds;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the relay going.
@Configuration(proxyBeanMethods = false)
class AnnouncementConfiguration {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Bean
    Rounds announcementRounds(AnnouncementRelay relay) {
        return new Rounds("announcement-relay", PAUSE, relay::relay);
    }
}
