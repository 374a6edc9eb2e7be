package io.dermflow.kit.http;

import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.token.ServiceTokenProperties;
import io.dermflow.kit.token.ServiceTokens;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Clock, identity and service-to-service HTTP in every service.
@AutoConfiguration
@EnableConfigurationProperties({AppProperties.class, ServiceTokenProperties.class})
public class ServiceHttpConfiguration {

    private static final Duration TOKEN_IDLE = Duration.ofSeconds(3);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceTokens serviceTokens(ServiceTokenProperties properties, Clock clock) {
        return new ServiceTokens(
                ServiceClients.inTurn(properties.tokenUri(), TOKEN_IDLE), properties, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(ServiceTokens tokens) {
        return new ServiceClients(tokens);
    }
}
