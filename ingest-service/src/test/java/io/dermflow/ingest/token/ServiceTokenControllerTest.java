package io.dermflow.ingest.token;

import static io.dermflow.ingest.Api.CLIENT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IngestTest
class ServiceTokenControllerTest {

    private static final String DOOR = "/api/v1/auth/token";
    private static final String FORM = "application/x-www-form-urlencoded";

    @LocalServerPort int port;

    @Autowired IssuingProperties properties;

    private Api api;

    @BeforeEach
    void addClient() throws Exception {
        api = new Api(port);
        write("report", CLIENT_SECRET + "\n");
    }

    @Test
    void givesServicesAFiveMinuteTokenByForm() throws Exception {
        Answer answer = byForm("report", CLIENT_SECRET);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        JWTClaimsSet claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("report");
        assertThat(claims.getStringClaim("scope")).isEqualTo("service");
        assertThat(claims.getStringListClaim("roles")).isEmpty();
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(Duration.ofMinutes(5).toMillis());
    }

    @Test
    void takesJsonAndHttpBasicToo() {
        Answer json =
                api.post(
                        DOOR,
                        """
                        {"grant_type": "client_credentials", "client_id": "report",
                         "client_secret": "%s"}
                        """
                                .formatted(CLIENT_SECRET));
        Answer basic =
                api.with("Authorization", "Basic " + base64("report:" + CLIENT_SECRET))
                        .send("POST", DOOR, FORM, "grant_type=client_credentials");

        assertThat(json.status()).isEqualTo(200);
        assertThat(basic.status()).isEqualTo(200);
    }

    @Test
    void refusesEverybodyElseInTheSameWay() throws Exception {
        write("lax", "too-short");
        Files.writeString(properties.clientsDir().resolveSibling("outside"), CLIENT_SECRET);

        for (Answer answer :
                List.of(
                        byForm("report", "wrong"),
                        byForm("report", ""),
                        byForm("unknown", CLIENT_SECRET),
                        byForm("lax", "too-short"),
                        byForm("../outside", CLIENT_SECRET),
                        byForm(".", CLIENT_SECRET),
                        byForm("", CLIENT_SECRET),
                        api.send("POST", DOOR, FORM, "grant_type=client_credentials"),
                        api.with("Authorization", "Basic broken")
                                .send("POST", DOOR, FORM, "grant_type=client_credentials"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("invalid_client");
            assertThat(answer.text("error")).isEqualTo("invalid_client");
        }
    }

    @Test
    void refusesOtherGrants() {
        Answer answer =
                api.send(
                        "POST",
                        DOOR,
                        FORM,
                        "grant_type=password&client_id=report&client_secret=" + CLIENT_SECRET);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void secretsChangeWhileItRuns() throws Exception {
        String next = CLIENT_SECRET.replace('0', 'f');
        write("changing", CLIENT_SECRET);
        assertThat(byForm("changing", CLIENT_SECRET).status()).isEqualTo(200);

        write("changing", next);

        assertThat(byForm("changing", CLIENT_SECRET).status()).isEqualTo(401);
        assertThat(byForm("changing", next).status()).isEqualTo(200);
        Files.delete(properties.clientsDir().resolve("changing"));
        assertThat(byForm("changing", next).status()).isEqualTo(401);
    }

    @Test
    void keepsServicesAndUsersApart() {
        Api service = api.as(byForm("report", CLIENT_SECRET).text("access_token"));
        Api user = api.as(api.newUser().accessToken());

        assertThat(service.get("/api/v1/auth/me").code()).isEqualTo("not_a_user");
        assertThat(service.get("/api/v1/admin/users").status()).isEqualTo(403);
        assertThat(user.post("/internal/users", "{}").status()).isEqualTo(403);
        assertThat(service.post("/internal/users", "{}").status()).isEqualTo(400);
    }

    private Answer byForm(String id, String secret) {
        return api.send(
                "POST",
                DOOR,
                FORM,
                "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);
    }

    private void write(String client, String secret) throws Exception {
        Path folder = Files.createDirectories(properties.clientsDir());
        Files.writeString(folder.resolve(client), secret);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
