package io.dermflow.report.consent;

import io.dermflow.events.ConsentChanged;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads `user_consents`.
@Configuration(proxyBeanMethods = false)
class ConsentListener {

    @Bean
    EventListener<ConsentChanged> consents(EventListeners listeners, OwnerConsents owners) {
        return listeners.plain(
                Group.REPORT_CONSENTS, ConsentChanged.class, (event, _) -> owners.keep(event));
    }
}
