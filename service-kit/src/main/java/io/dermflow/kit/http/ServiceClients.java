package io.dermflow.kit.http;

import io.dermflow.events.EventCodec;
import io.dermflow.kit.token.ServiceTokens;
import io.dermflow.kit.trace.Traceparent;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;

/// Makes HTTP clients for calls between services: HTTP/1.1, pooled, no redirects, no automatic
/// retries, `traceparent` sent on, JSON in the wire format of `common-events` (unknown fields
/// tolerated).
public class ServiceClients {

    private static final int MAX_CONNECTIONS = 200;
    private static final Timeout CONNECT = Timeout.ofSeconds(2);

    private final ServiceTokens tokens;

    public ServiceClients(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /// A client that speaks as this service (scope `service`).
    ///
    /// @param base one address or several, see [Addresses]
    /// @param idle longest silence on the socket before the call fails
    public RestClient asService(URI base, Duration idle) {
        return inTurn(base, idle)
                .mutate()
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(tokens.bearer());
                    return execution.execute(request, body);
                })
                .build();
    }

    /// A client without a token of its own; the call names the caller's.
    public RestClient forCaller(URI base, Duration idle) {
        return inTurn(base, idle);
    }

    /// A client of a service that may have several instances, see [Addresses].
    static RestClient inTurn(URI base, Duration idle) {
        Addresses addresses = Addresses.of(base);
        return plain(idle)
                .mutate()
                .baseUrl(addresses.first())
                .requestInterceptor(new TakeTurns(addresses))
                .build();
    }

    /// A client with nothing but the timeouts and the trace.
    public static RestClient plain(Duration idle) {
        return RestClient.builder()
                .requestFactory(new HttpComponentsClientHttpRequestFactory(http(idle)))
                .configureMessageConverters(converters ->
                        converters
                                .registerDefaults()
                                .withJsonConverter(
                                        new JacksonJsonHttpMessageConverter(EventCodec.mapper())))
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders()
                            .set(Traceparent.HEADER, Traceparent.current().headerValue());
                    return execution.execute(request, body);
                })
                .build();
    }

    private static CloseableHttpClient http(Duration idle) {
        Timeout silence = Timeout.of(idle);
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(MAX_CONNECTIONS)
                                .setMaxConnTotal(MAX_CONNECTIONS)
                                .setDefaultSocketConfig(
                                        SocketConfig.custom().setSoTimeout(silence).build())
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(CONNECT)
                                                .setSocketTimeout(silence)
                                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                                .build())
                                .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .build();
    }
}
