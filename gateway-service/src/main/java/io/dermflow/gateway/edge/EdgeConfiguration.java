package io.dermflow.gateway.edge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The door in clear text, and what stands behind it; the door for Prometheus.
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    FilterRegistrationBean<ClearTextFilter> clearText(EdgeProperties edge) {
        var registration = new FilterRegistrationBean<>(new ClearTextFilter(edge));
        // Inside the filter that writes problems, before anything reads the request.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        registration.setEnabled(edge.meetsClearText());
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainDoor(EdgeProperties edge) {
        return server -> {
            if (edge.speaksTls() && edge.plainPort() > 0) {
                InetAddress address = server.getAddress();
                server.addAdditionalConnectors(
                        door(edge.plainPort(), address == null ? null : address.getHostAddress()));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> metricsDoor(
            EdgeProperties edge, ObjectProvider<PrometheusMeterRegistry> meters) {
        return server -> {
            if (edge.metricsPort() > 0) {
                Connector door = door(edge.metricsPort(), edge.metricsAddress());
                server.addAdditionalConnectors(door);
                server.addEngineValves(new MetricsDoor(door, meters));
            }
        };
    }

    private static Connector door(int port, @Nullable String address) {
        var connector = new Connector();
        connector.setPort(port);
        if (address != null) {
            connector.setProperty("address", address);
        }
        return connector;
    }
}
