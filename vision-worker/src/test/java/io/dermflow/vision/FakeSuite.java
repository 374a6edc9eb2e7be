package io.dermflow.vision;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermflow.events.EventCodec;
import io.dermflow.events.narrative.Narrative;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// The worker's neighbours over real HTTP: ingest's keys and token door, llm-bridge's narratives.
final class FakeSuite implements AutoCloseable {

    static final Narrative NARRATIVE =
            new Narrative(
                    "en",
                    "One lesion was seen.",
                    List.of(),
                    Narrative.Urgency.ROUTINE,
                    new Narrative.Routine(List.of(), List.of(), List.of(), List.of()),
                    List.of(),
                    "No diagnosis.",
                    new Narrative.Generator("template", "t", "1", "0", 1, 0, 0, null));

    private final HttpServer server;
    private final ECKey key;

    FakeSuite() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/jwks.json",
                exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext(
                "/api/v1/auth/token",
                exchange -> answer(exchange, "{\"access_token\":\"service\",\"expires_in\":300}"));
        server.createContext(
                "/internal/narratives",
                exchange -> {
                    boolean known =
                            "Bearer service"
                                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    if (known) {
                        answer(exchange, EventCodec.mapper().writeValueAsString(NARRATIVE));
                    } else {
                        exchange.sendResponseHeaders(401, -1);
                    }
                });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// A user's access token.
    String userToken() throws JOSEException {
        return token(List.of("user"), "");
    }

    String adminToken() throws JOSEException {
        return token(List.of("user", "admin"), "");
    }

    String serviceToken() throws JOSEException {
        return token(List.of(), "service");
    }

    private String token(List<String> roles, String scope) throws JOSEException {
        var now = Instant.now();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(key.getKeyID())
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer("dermflow")
                                .audience("dermflow")
                                .subject(UUID.randomUUID().toString())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plusSeconds(300)))
                                .claim("roles", roles)
                                .claim("scope", scope)
                                .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
