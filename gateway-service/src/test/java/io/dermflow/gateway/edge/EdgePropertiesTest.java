package io.dermflow.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EdgePropertiesTest {

    @Test
    void theDefaultsSpeakNoTlsAndMeetNobody() {
        EdgeProperties edge = bind(Map.of());

        assertThat(edge).isEqualTo(new EdgeProperties("", "", 0, 443, false, 8005, "127.0.0.1"));
        assertThat(edge.meetsClearText()).isFalse();
    }

    @Test
    void everyKeyIsRead() {
        EdgeProperties edge =
                bind(
                        Map.of(
                                "dermflow.edge.certificate-file", "/tls.crt",
                                "dermflow.edge.private-key-file", "/tls.key",
                                "dermflow.edge.plain-port", "8080",
                                "dermflow.edge.public-port", "8443",
                                "dermflow.edge.ends-at-proxy", "true",
                                "dermflow.edge.metrics-port", "9090",
                                "dermflow.edge.metrics-address", "10.0.0.1"));

        assertThat(edge)
                .isEqualTo(
                        new EdgeProperties(
                                "/tls.crt", "/tls.key", 8080, 8443, true, 9090, "10.0.0.1"));
        assertThat(edge.speaksTls()).isTrue();
    }

    @Test
    void aKeyWithoutItsCertificateIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.edge.private-key-file", "/tls.key")))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("come together");
    }

    private static EdgeProperties bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("dermflow.edge", EdgeProperties.class);
    }
}
