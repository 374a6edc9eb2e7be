package io.dermflow.ingest.token;

import io.dermflow.kit.security.AccessTokens;
import io.dermflow.kit.security.TokenProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// How this service checks tokens: with its own keys, without asking anyone.
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JwtDecoder accessTokenDecoder(SigningKeys keys, TokenProperties properties) {
        return AccessTokens.with(
                (selector, context) -> selector.select(keys.published()), properties);
    }
}
