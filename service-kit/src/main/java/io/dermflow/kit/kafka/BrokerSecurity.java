package io.dermflow.kit.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a service shows Kafka who it is. The password stands in a file, which is read anew for each
/// client.
///
/// @param protocol `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL` (`KAFKA_SECURITY_PROTOCOL`)
/// @param mechanism `SCRAM-SHA-512` or `SCRAM-SHA-256` (`KAFKA_SASL_MECHANISM`)
/// @param username the service's own principal (`KAFKA_SASL_USERNAME`)
/// @param passwordFile file with its password (`KAFKA_SASL_PASSWORD_FILE`)
/// @param caFile PEM file with the certificates that are trusted (`KAFKA_CA_FILE`); empty: those
///   that the JVM trusts
public record BrokerSecurity(
        @DefaultValue("PLAINTEXT") String protocol,
        @DefaultValue("SCRAM-SHA-512") String mechanism,
        @DefaultValue("") String username,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String caFile) {

    private static final Set<String> PROTOCOLS =
            Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Set<String> MECHANISMS = Set.of("SCRAM-SHA-512", "SCRAM-SHA-256");

    public BrokerSecurity {
        if (!PROTOCOLS.contains(protocol)) {
            throw new IllegalArgumentException(
                    "KAFKA_SECURITY_PROTOCOL must be one of " + PROTOCOLS + ", not " + protocol);
        }
        if (!MECHANISMS.contains(mechanism)) {
            throw new IllegalArgumentException(
                    "KAFKA_SASL_MECHANISM must be one of " + MECHANISMS + ", not " + mechanism);
        }
        if (protocol.startsWith("SASL") && (username.isBlank() || passwordFile.isBlank())) {
            throw new IllegalArgumentException(
                    "KAFKA_SECURITY_PROTOCOL="
                            + protocol
                            + " needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD_FILE");
        }
    }

    /// What every client is given; empty for an open broker.
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        if (!protocol.equals("PLAINTEXT")) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        if (protocol.startsWith("SASL")) {
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login());
        }
        if (protocol.endsWith("SSL") && !caFile.isBlank()) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, caFile);
        }
        return settings;
    }

    private String login() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + quoted(username)
                + "\" password=\""
                + quoted(password())
                + "\";";
    }

    private String password() {
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("no password of Kafka in " + passwordFile, e);
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
