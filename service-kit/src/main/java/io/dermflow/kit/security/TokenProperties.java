package io.dermflow.kit.security;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which access tokens count.
///
/// @param issuer the `iss` that must stand in a token (`TOKEN_ISSUER`)
/// @param audience the `aud` that must stand in a token (`TOKEN_AUDIENCE`)
/// @param jwksUri where the public keys are
/// @param publicPaths Ant-style paths that need no token, beside health
/// @param openMetrics whether `/actuator/prometheus` needs no token; the gateway, which faces the
///   world, says no and asks for the scope `service` or the role `admin`
@Validated
@ConfigurationProperties(prefix = "dermflow.token", ignoreUnknownFields = false)
public record TokenProperties(
        @DefaultValue("dermflow") @NotBlank String issuer,
        @DefaultValue("dermflow") @NotBlank String audience,
        @DefaultValue("http://127.0.0.1:8001/.well-known/jwks.json") URI jwksUri,
        @DefaultValue({}) List<String> publicPaths,
        @DefaultValue("true") boolean openMetrics) {

    public TokenProperties {
        publicPaths = List.copyOf(publicPaths);
    }
}
