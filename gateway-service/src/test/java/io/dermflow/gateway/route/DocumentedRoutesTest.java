package io.dermflow.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.databind.json.JsonMapper;

/// The routes against the API document: no route leads to an undocumented door, and every
/// documented door that is not the gateway's own has a route.
class DocumentedRoutesTest {

    /// What the gateway answers itself.
    private static final Set<String> OWN =
            Set.of("/health", "/api/v1/ml/health", "/api-docs", "/docs");

    private static final Pattern PATTERN = Pattern.compile("/[\\w./{}*-]+");
    private static final URI ANYWHERE = URI.create("http://127.0.0.1:1");

    private final List<RouterFunction<ServerResponse>> routes = routes();

    @Test
    void everyRoutedPathIsDocumented() {
        Set<String> documented = documented();

        for (String pattern : patterns()) {
            assertThat(documented)
                    .as("%s is routed", pattern)
                    .anyMatch(path ->
                            pattern.endsWith("/**")
                                    ? (path + "/").startsWith(pattern.replace("**", ""))
                                    : unnamed(path).equals(unnamed(pattern)));
        }
    }

    @Test
    void everyDocumentedPathIsRouted() {
        for (String path : documented()) {
            if (!OWN.contains(path)) {
                assertThat(routes)
                        .as(path)
                        .anyMatch(route -> route.route(request(path)).isPresent());
            }
        }
    }

    private static List<RouterFunction<ServerResponse>> routes() {
        var upstream =
                new UpstreamProperties(
                        ANYWHERE, ANYWHERE, ANYWHERE, ANYWHERE, 1, 1, Duration.ofSeconds(1), 1);
        var configuration = new RouteConfiguration();
        return List.of(
                configuration.reportRoutes(upstream),
                configuration.ingestRoutes(upstream),
                configuration.visionRoutes(upstream),
                configuration.agentRoutes(upstream));
    }

    private static ServerRequest request(String path) {
        var request = new MockHttpServletRequest("GET", path.replaceAll("\\{[^}]+}", "x"));
        ServletRequestPathUtils.parseAndCache(request);
        return ServerRequest.create(request, List.of());
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }

    private static Set<String> documented() {
        try (InputStream in =
                DocumentedRoutesTest.class.getResourceAsStream("/api-docs/openapi.json")) {
            return Set.copyOf(
                    JsonMapper.shared()
                            .readTree(Objects.requireNonNull(in))
                            .path("paths")
                            .propertyNames());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The routes print as the patterns they match.
    private Set<String> patterns() {
        Set<String> patterns = new TreeSet<>();
        for (RouterFunction<ServerResponse> route : routes) {
            Matcher pattern = PATTERN.matcher(route.toString());
            while (pattern.find()) {
                patterns.add(pattern.group());
            }
        }
        assertThat(patterns).hasSizeGreaterThan(20);
        return patterns;
    }
}
