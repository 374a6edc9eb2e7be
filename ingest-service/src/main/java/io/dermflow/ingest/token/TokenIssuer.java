package io.dermflow.ingest.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dermflow.events.UserId;
import io.dermflow.kit.security.TokenProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes access tokens in the form of RFC 9068: ES256, `typ: at+jwt`, `kid`, and the claims `iss`,
/// `aud`, `sub`, `iat`, `exp`, `jti`, `roles`, `scope`.
@Component
public class TokenIssuer {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final SigningKeys keys;
    private final IssuingProperties issuing;
    private final TokenProperties accepted;
    private final Clock clock;

    TokenIssuer(
            SigningKeys keys, IssuingProperties issuing, TokenProperties accepted, Clock clock) {
        this.keys = keys;
        this.issuing = issuing;
        this.accepted = accepted;
        this.clock = clock;
    }

    /// For a person, scope `user`.
    public IssuedToken forUser(UserId user, List<String> roles) {
        return issue(user.toString(), roles, "user", issuing.accessLife());
    }

    /// For one of our services, scope `service`; its id is no UUID, so that it is never taken for a
    /// user.
    IssuedToken forService(String clientId) {
        return issue(clientId, List.of(), "service", issuing.serviceLife());
    }

    private IssuedToken issue(String subject, List<String> roles, String scope, Duration life) {
        Instant now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(accepted.issuer())
                        .audience(accepted.audience())
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("roles", roles)
                        .claim("scope", scope)
                        .build();
        return new IssuedToken(sign(claims), life);
    }

    private String sign(JWTClaimsSet claims) {
        ECKey key = keys.signing();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("token key " + key.getKeyID() + " can't sign", e);
        }
    }
}
