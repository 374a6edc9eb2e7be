package io.dermflow.gateway.edge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/// A door for Prometheus alone, on an address that only the inside reaches. What comes in by it
/// gets the figures, without a token, or nothing: it never reaches the application. What comes in
/// by any other door passes by.
final class MetricsDoor extends ValveBase {

    private static final String PATH = "/actuator/prometheus";
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Connector connector;
    private final ObjectProvider<PrometheusMeterRegistry> meters;

    /// @param connector the door
    /// @param meters asked at each request, because the server is made before them
    MetricsDoor(Connector connector, ObjectProvider<PrometheusMeterRegistry> meters) {
        super(true);
        this.connector = connector;
        this.meters = meters;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector() != connector) {
            getNext().invoke(request, response);
        } else if (PATH.equals(request.getRequestURI())) {
            response.setContentType(FORMAT);
            meters.getObject().scrape(response.getOutputStream(), FORMAT);
        } else {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
    }
}
