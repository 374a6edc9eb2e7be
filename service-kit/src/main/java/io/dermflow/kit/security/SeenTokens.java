package io.dermflow.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Checks a token's signature once a minute and its claims each time: an app sends the same token
/// with every request, and an ES256 signature costs a small service, which compiles with the first
/// tier alone, more than all the rest of a request.
///
/// A key that is withdrawn therefore counts for up to a minute longer. Refused tokens are not
/// remembered. Thread-safe.
final class SeenTokens implements JwtDecoder {

    private static final Duration TRUSTED = Duration.ofMinutes(1);

    /// A token and its claims are some 4 KB.
    private static final int MOST = 2_000;

    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> seen =
            Caffeine.newBuilder().expireAfterWrite(TRUSTED).maximumSize(MOST).build();

    /// @param signatures refuses whatever is not signed as it should be, and looks at no claim
    SeenTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> claims) {
        this.signatures = signatures;
        this.claims = claims;
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = seen.getIfPresent(token);
        if (jwt == null) {
            jwt = signatures.decode(token);
            seen.put(token, jwt);
        }
        OAuth2TokenValidatorResult judged = claims.validate(jwt);
        if (judged.hasErrors()) {
            throw new JwtValidationException(
                    "the token's claims are not those asked for", judged.getErrors());
        }
        return jwt;
    }
}
