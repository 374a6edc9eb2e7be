package io.dermflow.llm.session;

import io.dermflow.events.DataErased;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Leaves the migration to [SessionDatabase] and obeys `user_erasures`.
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    FlywayMigrationStrategy atTheFirstUse() {
        return _ -> {};
    }

    @Bean
    EventListener<DataErased> erasures(EventListeners listeners, EraseSessions story) {
        return listeners.plain(
                Group.LLM_ERASURES, DataErased.class, (event, _) -> story.erase(event));
    }
}
