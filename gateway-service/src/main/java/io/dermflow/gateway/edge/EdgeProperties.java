package io.dermflow.gateway.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the gateway meets the world. Without any of it the gateway speaks plain HTTP, and only on
/// loopback.
///
/// @param certificateFile PEM, the chain in order (`TLS_CERTIFICATE_FILE`); read again when it
///   changes
/// @param privateKeyFile PEM, PKCS#8 (`TLS_PRIVATE_KEY_FILE`)
/// @param plainPort a second port, in clear text, that only redirects (`TLS_PLAIN_PORT`); 0: none
/// @param publicPort the port clients see TLS on, for redirects (`TLS_PUBLIC_PORT`)
/// @param endsAtProxy whether a proxy in front ends TLS and says so in `X-Forwarded-Proto`
///   (`TLS_ENDS_AT_PROXY`)
/// @param metricsPort a port in clear text that shows Prometheus the figures and nothing else; 0:
///   none
/// @param metricsAddress where that port is; nobody outside may reach it, for it asks for no token
@Validated
@ConfigurationProperties(prefix = "dermflow.edge", ignoreUnknownFields = false)
public record EdgeProperties(
        @DefaultValue("") String certificateFile,
        @DefaultValue("") String privateKeyFile,
        @DefaultValue("0") int plainPort,
        @DefaultValue("443") int publicPort,
        @DefaultValue("false") boolean endsAtProxy,
        @DefaultValue("8005") int metricsPort,
        @DefaultValue("127.0.0.1") String metricsAddress) {

    public EdgeProperties {
        if (certificateFile.isEmpty() != privateKeyFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "a certificate and its key come together: set TLS_CERTIFICATE_FILE and"
                            + " TLS_PRIVATE_KEY_FILE, or neither");
        }
        if (!isPort(plainPort) || !isPort(metricsPort) || !isPort(publicPort) || publicPort == 0) {
            throw new IllegalArgumentException("a port is at most 65535");
        }
    }

    /// 0 is none.
    private static boolean isPort(int number) {
        return number >= 0 && number <= 65_535;
    }

    /// Whether this process itself speaks TLS.
    boolean speaksTls() {
        return !certificateFile.isEmpty();
    }

    /// Whether a request in clear text may be met at all.
    boolean meetsClearText() {
        return speaksTls() || endsAtProxy;
    }
}
