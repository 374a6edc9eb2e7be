package io.dermflow.ingest.token;

import io.dermflow.kit.security.AccessTokens;
import io.dermflow.kit.security.TokenProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// How this service checks tokens: with its own keys, without asking anyone.
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JwtDecoder accessTokenDecoder(SigningKeys keys, TokenProperties properties) {
        return AccessTokens.with(
                (selector, context) -> selector.select(keys.published()), properties);
    }

    /// Doors that need no token don't look at one: a client that sends its expired access token
    /// along with its refresh token would be refused otherwise.
    @Bean
    BearerTokenResolver bearerTokens(TokenProperties properties) {
        var header = new DefaultBearerTokenResolver();
        var open =
                properties.publicPaths().stream()
                        .map(PathPatternParser.defaultInstance::parse)
                        .toList();
        return request -> {
            PathContainer path = PathContainer.parsePath(request.getRequestURI());
            for (PathPattern pattern : open) {
                if (pattern.matches(path)) {
                    return null;
                }
            }
            return header.resolve(request);
        };
    }
}
