package io.dermflow.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dermflow.kit.security.AccessTokens;
import io.dermflow.kit.security.TokenProperties;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Access tokens as ingest issues them, signed with a key made for this test run.
@TestConfiguration(proxyBeanMethods = false)
class TestTokens {

    private static final ECKey KEY = key();

    @Bean
    JwtDecoder accessTokenDecoder(TokenProperties properties) {
        return AccessTokens.with(new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), properties);
    }

    static String user(String... roles) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("dermflow")
                        .audience("dermflow")
                        .subject(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .claim("roles", List.of(roles))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(KEY.getKeyID())
                        .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
