package io.dermflow.kit.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.dermflow.kit.http.Addresses;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Builds the check of access tokens: ES256 only, `typ: at+jwt`, issuer, audience, expiry
/// (required) with 30 s of leeway; keys only from our own set, never from the token's header.
public final class AccessTokens {

    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Duration KEYS_OUTLIVE_INGEST = Duration.ofHours(4);
    private static final int MAX_JWKS_BYTES = 64 * 1024;

    private AccessTokens() {}

    /// For services that fetch the keys from ingest. Keys once seen stay valid for four hours while
    /// ingest is away.
    public static JwtDecoder remote(TokenProperties properties) {
        Addresses addresses = Addresses.of(properties.jwksUri());
        return with(
                JWKSourceBuilder.create(url(addresses.first()), _ -> keys(addresses))
                        .rateLimited(false)
                        .retrying(true)
                        .outageTolerant(KEYS_OUTLIVE_INGEST.toMillis())
                        .build(),
                properties);
    }

    /// For whoever holds the keys.
    public static JwtDecoder with(JWKSource<SecurityContext> keys, TokenProperties properties) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return new SeenTokens(decoder, claims(properties));
    }

    private static OAuth2TokenValidator<Jwt> claims(TokenProperties properties) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(LEEWAY),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, exp -> exp != null),
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<java.util.List<String>>(
                        JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(properties.audience())));
    }

    /// From whichever instance of ingest answers.
    private static Resource keys(Addresses addresses) throws IOException {
        var retriever = new DefaultResourceRetriever(2_000, 2_000, MAX_JWKS_BYTES);
        Iterator<URI> line = addresses.inTurn().iterator();
        while (true) {
            URI address = line.next();
            try {
                return retriever.retrieveResource(url(address));
            } catch (IOException failure) {
                addresses.unreachable(address);
                if (!line.hasNext()) {
                    throw failure;
                }
            }
        }
    }

    private static java.net.URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("dermflow.token.jwks-uri is not a URL: " + uri, e);
        }
    }
}
