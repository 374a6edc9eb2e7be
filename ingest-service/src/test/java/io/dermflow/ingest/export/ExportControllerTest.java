package io.dermflow.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IngestTest
class ExportControllerTest {

    @LocalServerPort int port;

    @Test
    void givesPeopleTheirOwnDataAndNoSecrets() {
        var user = new Api(port).newUser();
        Api session = new Api(port).as(user.accessToken());
        session.put("/api/v1/me/consents", "{\"analysis\": true}");

        Answer answer = session.post("/api/v1/me/export", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("account").get("email").asString()).isEqualTo(user.email());
        assertThat(answer.body().get("account").get("user_id").asString())
                .isEqualTo(user.id().toString());
        assertThat(answer.body().get("consents").get("analysis").asBoolean()).isTrue();
        assertThat(answer.body().toString()).doesNotContain("argon2", user.refreshToken());
    }
}
