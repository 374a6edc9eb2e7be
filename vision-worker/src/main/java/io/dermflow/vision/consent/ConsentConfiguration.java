package io.dermflow.vision.consent;

import io.dermflow.kit.kafka.ConsentView;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The check, on what the consent topics say.
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentCheck consentCheck(ConsentView consents, Clock clock) {
        return new ConsentCheck(consents::standing, clock);
    }
}
