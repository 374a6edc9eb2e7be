package io.dermflow.gateway.route;

import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// The HTTP client behind the routes. Apache's, because with the JDK's a read timeout cuts a whole
/// event stream (measured); without its retries, redirects, cookies and unpacking, because a
/// gateway passes on what it got; with a pool that a few open streams can't use up (its default is
/// five).
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final List<String> SAID = List.of("X-Trace-Id", "X-Content-Type-Options");

    @Bean
    ProxyExchange upstreamExchange(
            UpstreamProperties upstream, GatewayMvcProperties gateway, EventStreams streams) {
        var requests = new HttpComponentsClientHttpRequestFactory(client(upstream, streams));
        requests.setHttpContextFactory((method, target) -> context(upstream, target));
        return new TurnsExchange(
                new RestClientProxyExchange(
                        RestClient.builder().requestFactory(requests).build(), gateway),
                upstream);
    }

    /// The gateway has said these of every answer before a service says them again.
    @Bean
    ResponseHttpHeadersFilter saidOnce() {
        return (headers, response) -> {
            var rest = new HttpHeaders();
            rest.putAll(headers);
            SAID.forEach(rest::remove);
            return rest;
        };
    }

    private static HttpClient client(UpstreamProperties upstream, EventStreams streams) {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setConnectionFactory(
                                        ManagedHttpClientConnectionFactory.builder()
                                                .responseOutOfOrderStrategy(new EarlyAnswer())
                                                .build())
                                .setMaxConnPerRoute(upstream.maxConnections())
                                .setMaxConnTotal(4 * upstream.maxConnections())
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(CONNECT)
                                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                                .build())
                                .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .addExecInterceptorFirst("hang-up", new HangUp())
                .addExecInterceptorFirst("event-streams", streams) // around hang-up
                .build();
    }

    private static HttpClientContext context(UpstreamProperties upstream, URI target) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(upstream.limit(target)))
                        .setConnectionRequestTimeout(CONNECT)
                        .build());
        return context;
    }
}
