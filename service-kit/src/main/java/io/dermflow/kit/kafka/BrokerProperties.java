package io.dermflow.kit.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where Kafka is and what we may do there.
///
/// @param replicationFactor of topics that we create
/// @param maxBlock how long a send waits for metadata or buffer
/// @param delivery how long a send may take in all
/// @param transaction bound on how long a dead producer hides later results from readers
/// @param security how we show who we are
@Validated
@ConfigurationProperties(prefix = "dermflow.kafka", ignoreUnknownFields = false)
public record BrokerProperties(
        @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
        @DefaultValue("1") @Min(1) short replicationFactor,
        @DefaultValue("3s") Duration maxBlock,
        @DefaultValue("5s") Duration delivery,
        @DefaultValue("10s") Duration transaction,
        @DefaultValue BrokerSecurity security) {}
