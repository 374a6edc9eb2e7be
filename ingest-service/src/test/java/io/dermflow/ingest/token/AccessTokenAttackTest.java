package io.dermflow.ingest.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dermflow.events.UserId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every forged or stale token is refused with 401, and the well-made one beside it is not.
@IngestTest
class AccessTokenAttackTest {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @LocalServerPort int port;

    @Autowired SigningKeys keys;
    @Autowired TokenIssuer issuer;

    private Api api;
    private UserId user;

    @BeforeEach
    void connect() {
        api = new Api(port);
        user = api.newUser().id();
    }

    @Test
    void acceptsItsOwnTokenAndTheSameOneMadeByHand() throws Exception {
        assertAccepted(issuer.forUser(user, List.of("user")).value());
        assertAccepted(signed(header(), claims().build(), keys.signing()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE"})
    void refusesUnsignedTokens(String algorithm) {
        String head = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\"}");
        String body = base64(claims().build().toString());

        assertRefused(head + "." + body + ".");
        assertRefused(head + "." + body + "." + base64("signature"));
    }

    @Test
    void refusesAPublicKeyUsedAsSharedSecret() throws Exception {
        byte[] publicKey =
                keys.signing().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(keys.signing().getKeyID())
                                .build(),
                        claims().build());
        token.sign(new MACSigner(publicKey));

        assertRefused(token.serialize());
    }

    @Test
    void refusesAForeignKeyUnderWhateverName() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("foreign").generate();
        var ownName = new ECKey.Builder(foreign).keyID(keys.signing().getKeyID()).build();

        assertRefused(signed(header(foreign.getKeyID()), claims().build(), foreign));
        assertRefused(signed(header(), claims().build(), ownName));
        assertRefused(signed(header("../../dev/null"), claims().build(), foreign));
        assertRefused(signed(header("' or 1=1 --"), claims().build(), foreign));
    }

    @Test
    void refusesAKeyThatTheTokenBringsAlong() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .jwk(foreign.toPublicJWK())
                        .build();

        assertRefused(signed(header, claims().build(), foreign));
    }

    @Test
    void refusesAnotherType() throws Exception {
        for (String type : List.of("JWT", "jwt", "logout+jwt")) {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .keyID(keys.signing().getKeyID())
                            .build();
            assertRefused(signed(header, claims().build(), keys.signing()));
        }
        var untyped =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keys.signing().getKeyID()).build();
        assertRefused(signed(untyped, claims().build(), keys.signing()));
    }

    @Test
    void refusesWrongOrMissingClaims() throws Exception {
        Instant now = Instant.now();

        assertClaimsRefused(claims -> claims.issuer("someone"));
        assertClaimsRefused(claims -> claims.issuer(null));
        assertClaimsRefused(claims -> claims.audience("another"));
        assertClaimsRefused(claims -> claims.audience((String) null));
        assertClaimsRefused(claims -> claims.expirationTime(null));
        assertClaimsRefused(
                claims -> claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(1)))));
        assertClaimsRefused(
                claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5)))));
    }

    @Test
    void refusesChangedContentAndEmptySignatures() throws Exception {
        String[] parts = signed(header(), claims().build(), keys.signing()).split("\\.");
        String admin = base64(claims().claim("roles", List.of("admin")).build().toString());

        assertRefused(parts[0] + "." + admin + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + "." + BASE64.encodeToString(new byte[64]));
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused("x");
    }

    @Test
    void aTokenInTheAddressCountsForNothing() throws Exception {
        String token = signed(header(), claims().build(), keys.signing());

        assertThat(api.get("/api/v1/auth/me?access_token=" + token).status()).isEqualTo(401);
    }

    private void assertClaimsRefused(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        assertRefused(signed(header(), change.apply(claims()).build(), keys.signing()));
    }

    private void assertAccepted(String token) {
        assertThat(api.as(token).get("/api/v1/auth/me").status()).isEqualTo(200);
    }

    private void assertRefused(String token) {
        Answer answer = api.as(token).get("/api/v1/auth/me");
        assertThat(answer.status()).as(token).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("dermflow")
                .audience("dermflow")
                .subject(user.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim("roles", List.of("user"))
                .claim("scope", "user");
    }

    private JWSHeader header() {
        return header(keys.signing().getKeyID());
    }

    private static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId)
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key)
            throws Exception {
        var token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
