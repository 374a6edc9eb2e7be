package io.dermflow.kit.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dermflow.events.UserId;
import io.dermflow.kit.security.AccessTokens;
import io.dermflow.kit.security.TokenProperties;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Access tokens as ingest issues them, with a key of the tests' own.
@TestConfiguration(proxyBeanMethods = false)
public class Tokens {

    private static final ECKey KEY = key();
    private static final long LIFE_SECONDS = 900;

    @Bean
    JwtDecoder testTokens(TokenProperties properties) {
        return AccessTokens.with(new ImmutableJWKSet<>(new JWKSet(publicKey())), properties);
    }

    public static String user(UserId user, String... roles) {
        return sign(claims(user.toString()).claim("roles", List.of(roles)));
    }

    /// A user's token that ends then.
    public static String userUntil(UserId user, Instant end) {
        return sign(
                claims(user.toString())
                        .issueTime(Date.from(end.minusSeconds(LIFE_SECONDS)))
                        .expirationTime(Date.from(end)));
    }

    /// What these tokens are checked with.
    public static JWK publicKey() {
        return KEY.toPublicJWK();
    }

    public static String service(String name) {
        return sign(claims(name).claim("scope", "service"));
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("dermflow")
                .audience("dermflow")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)));
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(KEY.getKeyID())
                        .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
