package io.dermflow.report.erasure;

import io.dermflow.events.DataErased;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Obeys `user_erasures`.
@Configuration(proxyBeanMethods = false)
class ErasureListener {

    @Bean
    EventListener<DataErased> erasures(EventListeners listeners, EraseData story) {
        return listeners.plain(
                Group.REPORT_ERASURES, DataErased.class, (event, _) -> story.erase(event));
    }
}
