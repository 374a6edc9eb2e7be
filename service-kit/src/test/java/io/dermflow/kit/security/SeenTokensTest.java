package io.dermflow.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class SeenTokensTest {

    private final AtomicInteger keysAskedFor = new AtomicInteger();
    private final JwtDecoder decoder = decoder("dermflow", Tokens.publicKey());

    @Test
    void checksTheSignatureOfATokenOnce() {
        String token = Tokens.user(someone(), "user");

        String first = decoder.decode(token).getSubject();
        String second = decoder.decode(token).getSubject();

        assertThat(second).isEqualTo(first);
        assertThat(keysAskedFor).hasValue(1);
    }

    @Test
    void checksTheClaimsEachTime() {
        String token = Tokens.userUntil(someone(), Instant.now().minusSeconds(60));

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> decoder.decode(token))
                    .isInstanceOf(JwtValidationException.class);
        }
        assertThat(keysAskedFor).hasValue(1);
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        JwtDecoder elsewhere = decoder("another", Tokens.publicKey());

        assertThatThrownBy(() -> elsewhere.decode(Tokens.user(someone(), "user")))
                .isInstanceOf(JwtValidationException.class);
    }

    @Test
    void refusesATokenWhoseSignatureIsAnothers() throws Exception {
        String token = Tokens.user(someone(), "user");
        decoder.decode(token);
        int signature = token.lastIndexOf('.') + 1;
        String forged = token.substring(0, signature) + "A".repeat(token.length() - signature);
        JWK foreign = new ECKeyGenerator(Curve.P_256).keyID("test").generate().toPublicJWK();

        assertThatThrownBy(() -> decoder.decode(forged)).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decoder("dermflow", foreign).decode(token))
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void doesNotRememberARefusal() {
        var keys = new AtomicInteger();
        JwtDecoder late =
                AccessTokens.with(
                        (selector, _) ->
                                keys.getAndIncrement() == 0
                                        ? List.of()
                                        : List.of(Tokens.publicKey()),
                        properties("dermflow"));
        String token = Tokens.user(someone(), "user");

        assertThatThrownBy(() -> late.decode(token)).isInstanceOf(JwtException.class);
        assertThat(late.decode(token).getTokenValue()).isEqualTo(token);
    }

    private static UserId someone() {
        return new UserId(UUID.randomUUID());
    }

    private JwtDecoder decoder(String issuer, JWK key) {
        JWKSource<SecurityContext> keys =
                (selector, _) -> {
                    keysAskedFor.incrementAndGet();
                    return List.of(key);
                };
        return AccessTokens.with(keys, properties(issuer));
    }

    private static TokenProperties properties(String issuer) {
        return new TokenProperties(
                issuer, "dermflow", URI.create("http://127.0.0.1:1"), List.of(), true);
    }
}
