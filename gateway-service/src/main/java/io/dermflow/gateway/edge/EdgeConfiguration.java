package io.dermflow.gateway.edge;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The door in clear text, and what stands behind it.
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    FilterRegistrationBean<ClearTextFilter> clearText(EdgeProperties edge) {
        var registration = new FilterRegistrationBean<>(new ClearTextFilter(edge));
        // Inside the filter that writes problems, before anything reads the request.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setEnabled(edge.meetsClearText());
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainDoor(EdgeProperties edge) {
        return server -> {
            if (edge.speaksTls() && edge.plainPort() > 0) {
                var connector = new Connector();
                connector.setPort(edge.plainPort());
                var address = server.getAddress();
                if (address != null) {
                    connector.setProperty("address", address.getHostAddress());
                }
                server.addAdditionalConnectors(connector);
            }
        };
    }
}
