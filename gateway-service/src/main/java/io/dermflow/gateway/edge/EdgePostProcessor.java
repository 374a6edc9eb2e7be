package io.dermflow.gateway.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Turns the certificate's two files into the server's TLS settings: 1.3 only, read again when they
/// change. Stops the start of a gateway that would speak clear text beyond loopback.
public class EdgePostProcessor implements EnvironmentPostProcessor {

    private static final String BUNDLE = "spring.ssl.bundle.pem.edge.";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        EdgeProperties edge =
                Binder.get(environment).bindOrCreate("dermflow.edge", EdgeProperties.class);
        String address = environment.getProperty("server.address", "127.0.0.1");
        if (!edge.meetsClearText() && !isLoopback(address)) {
            throw new IllegalStateException(
                    "the gateway does not speak clear text on "
                            + address
                            + ": set TLS_CERTIFICATE_FILE and TLS_PRIVATE_KEY_FILE, or"
                            + " TLS_ENDS_AT_PROXY=true behind a proxy that ends TLS, or"
                            + " BIND_ADDRESS=127.0.0.1");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("edge", settings(edge)));
    }

    private static Map<String, Object> settings(EdgeProperties edge) {
        Map<String, Object> settings = new HashMap<>();
        if (edge.speaksTls()) {
            settings.put(BUNDLE + "keystore.certificate", "file:" + edge.certificateFile());
            settings.put(BUNDLE + "keystore.private-key", "file:" + edge.privateKeyFile());
            settings.put(BUNDLE + "options.enabled-protocols", "TLSv1.3");
            settings.put(BUNDLE + "reload-on-update", "true");
            settings.put("server.ssl.bundle", "edge");
        }
        if (edge.endsAtProxy()) {
            // Tomcat believes X-Forwarded-* of private addresses only.
            settings.put("server.forward-headers-strategy", "native");
        }
        return settings;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
