package io.dermflow.kit.token;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this service proves who it is to the others.
///
/// @param tokenUri ingest's token door
/// @param clientId module's short name (`SERVICE_CLIENT_ID`)
/// @param clientSecretFile file with the secret, read at each renewal so that it can be changed
///   while the service runs (`SERVICE_CLIENT_SECRET_FILE`); text, because an empty value, which
///   means none, can't be bound to a path
@Validated
@ConfigurationProperties(prefix = "dermflow.service-token", ignoreUnknownFields = false)
public record ServiceTokenProperties(
        @DefaultValue("http://127.0.0.1:8001/api/v1/auth/token") URI tokenUri,
        @NotBlank String clientId,
        @DefaultValue("") String clientSecretFile) {}
