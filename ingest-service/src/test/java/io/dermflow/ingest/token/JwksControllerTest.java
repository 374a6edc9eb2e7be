package io.dermflow.ingest.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import io.dermflow.kit.security.AccessTokens;
import io.dermflow.kit.security.TokenProperties;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IngestTest
class JwksControllerTest {

    @LocalServerPort int port;

    @Test
    void publishesItsKeysToAnybodyAndLetsThemBeCached() {
        Answer answer = new Api(port).get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("public", "max-age=60");
        var key = answer.body().get("keys").get(0);
        assertThat(key.get("kty").asString()).isEqualTo("EC");
        assertThat(key.get("crv").asString()).isEqualTo("P-256");
        assertThat(key.get("alg").asString()).isEqualTo("ES256");
        assertThat(key.has("kid")).isTrue();
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void otherServicesCanCheckTokensWithThem() {
        var user = new Api(port).newUser();
        var jwks = URI.create("http://127.0.0.1:" + port + "/.well-known/jwks.json");
        var elsewhere =
                AccessTokens.remote(
                        new TokenProperties("dermflow", "dermflow", jwks, List.of(), true));

        var token = elsewhere.decode(user.accessToken());

        assertThat(token.getSubject()).isEqualTo(user.id().toString());
        assertThat(token.getClaimAsStringList("roles")).containsExactly("user");
        assertThat(token.getClaimAsString("scope")).isEqualTo("user");
    }
}
