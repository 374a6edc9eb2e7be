package io.dermflow.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.dermflow.kit.http.Addresses;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Which path leads where. What stands in no line leads nowhere: `/internal/**` and the services'
/// own `/actuator/**` can't be reached from outside.
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    private static final String CAPTURE = "/api/v1/captures/{id}";

    @Bean
    RouterFunction<ServerResponse> reportRoutes(UpstreamProperties upstream) {
        return service(
                "report",
                path(CAPTURE + "/results")
                        .or(path(CAPTURE + "/report"))
                        .or(path(CAPTURE + "/artifacts/{name}"))
                        .or(path("/api/v1/artifacts/**"))
                        .or(path(CAPTURE + "/metrics"))
                        .or(path(CAPTURE + "/metrics/history"))
                        .or(path(CAPTURE + "/adjustments/approve"))
                        .or(path("/api/v1/admin/captures"))
                        .or(path("/api/v1/admin/label/{capture_id}"))
                        .or(reportAliases()),
                upstream.report());
    }

    @Bean
    RouterFunction<ServerResponse> ingestRoutes(UpstreamProperties upstream) {
        return service(
                "ingest",
                path("/api/v1/captures")
                        .or(path(CAPTURE))
                        .or(path(CAPTURE + "/status"))
                        .or(path(CAPTURE + "/events"))
                        .or(path(CAPTURE + "/cancel"))
                        .or(path("/api/v1/auth/**"))
                        .or(path("/api/v1/me/**"))
                        .or(path("/api/v1/admin/users/**"))
                        .or(path("/api/v1/admin/dead-letters/**"))
                        .or(path("/api/v1/ops/capacity"))
                        .or(path("/.well-known/jwks.json"))
                        .or(ingestAliases()),
                upstream.ingest());
    }

    @Bean
    RouterFunction<ServerResponse> visionRoutes(UpstreamProperties upstream) {
        return service("vision", path("/api/v1/models/**").or(path("/ram")), upstream.vision());
    }

    @Bean
    RouterFunction<ServerResponse> agentRoutes(UpstreamProperties upstream) {
        return service("llm", path("/api/v1/agent/**"), upstream.llmBridge());
    }

    /// The names that older clients know. Those with words or fields of their own stand in a
    /// service's `AliasController`; those that are another path and nothing else stand beside the
    /// canonical one, at its controller.
    private static RequestPredicate reportAliases() {
        return path("/report/{id}")
                .or(path("/api/v1/capture/{id}/results"))
                .or(path("/api/capture/{id}/results"))
                .or(path("/api/v1/capture/{id}/metrics"))
                .or(path("/api/v1/capture/{id}/metrics/history"))
                .or(path("/api/v1/capture/{id}/adjustments/approve"));
    }

    private static RequestPredicate ingestAliases() {
        return path("/analyze-skin")
                .or(path("/analyze"))
                .or(path("/analyze/{jobId}"))
                .or(path("/predict"))
                .or(path("/api/v1/ml/analyze-face"))
                .or(path("/api/v1/capture"))
                .or(path("/api/upload-capture"))
                .or(path("/api/v1/capture/{id}/status"))
                .or(path("/api/v1/user/{id}/data"))
                .or(path("/user/{id}/data"));
    }

    private static RouterFunction<ServerResponse> service(
            String name, RequestPredicate paths, URI address) {
        return route(name)
                .route(paths, http())
                .before(ForwardedHeaders::replace)
                .before(uri(Addresses.of(address).first())) // TurnsExchange chooses
                .filter(new UpstreamFailures(name))
                .build();
    }
}
