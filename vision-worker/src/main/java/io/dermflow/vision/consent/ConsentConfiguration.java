package io.dermflow.vision.consent;

import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.vision.pump.Gate;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The check, on what the consent topics say.
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentCheck consentCheck(ConsentView consents, Clock clock) {
        return new ConsentCheck(consents::standing, clock);
    }

    /// Jobs wait in the queue, not in a slot, until it is known who has withdrawn.
    @Bean
    Gate consentGate(ConsentView consents) {
        return () -> consents.caughtUp() ? Optional.empty() : Optional.of("consents_not_read_yet");
    }
}
