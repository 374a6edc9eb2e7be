package io.dermflow.ingest.account;

import static io.dermflow.ingest.Api.PASSWORD;
import static io.dermflow.ingest.Api.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@IngestTest
class AuthControllerTest {

    @LocalServerPort int port;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    @Test
    void registersAndLogsIn() {
        String email = fresh();

        Answer registered = api.post("/api/v1/auth/register", credentials(email, PASSWORD));
        Answer loggedIn = api.post("/api/v1/auth/login", credentials(email, PASSWORD));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("email")).isEqualTo(email);
        assertThat(UUID.fromString(registered.text("user_id")).version()).isEqualTo(7);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(loggedIn.text("user_id")).isEqualTo(registered.text("user_id"));
        assertThat(loggedIn.text("token")).isEqualTo(loggedIn.text("access_token"));
        assertThat(loggedIn.text("token_type")).isEqualTo("Bearer");
        assertThat(loggedIn.body().get("expires_in").asInt()).isEqualTo(900);
        assertThat(loggedIn.header("Cache-Control")).contains("no-store");
    }

    /// Half a pair of UTF-16, which JSON can escape and nothing can encode.
    @Test
    void refusesAPasswordThatIsNoText() {
        String half = "{\"email\": \"%s\", \"password\": \"violet \\ud800 harbour\"}";

        Answer login = api.post("/api/v1/auth/login", half.formatted(api.newUser().email()));
        Answer registration = api.post("/api/v1/auth/register", half.formatted(fresh()));

        assertThat(login.status()).isEqualTo(400);
        assertThat(login.code()).isEqualTo("invalid_request");
        assertThat(registration.status()).isEqualTo(400);
        assertThat(registration.code()).isEqualTo("invalid_request");
    }

    @Test
    void knowsWhoCalls() {
        var user = api.newUser();

        Answer me = api.as(user.accessToken()).get("/api/v1/auth/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("user_id")).isEqualTo(user.id().toString());
        assertThat(me.text("email")).isEqualTo(user.email());
        assertThat(me.body().get("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(me.text("created_at")).endsWith("Z");
    }

    @Test
    void takesEachAddressOnceHoweverItIsWritten() {
        String email = fresh();
        api.newUser(email);

        Answer again =
                api.post(
                        "/api/v1/auth/register",
                        credentials(" " + email.toUpperCase(Locale.ROOT) + " ", PASSWORD));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("email_taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short-pw9",
                "Password123!",
                "aaaaaaaaaaaaaaaa",
                "abababababababab",
                "qwertyuiop"
            })
    void refusesWeakPasswords(String password) {
        Answer answer = api.post("/api/v1/auth/register", credentials(fresh(), password));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("weak_password");
        assertThat(answer.text("hint")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a b@example.org", "a@localhost", "@example.org", "a@b..de"})
    void refusesWhatIsNoAddress(String email) {
        Answer answer = api.post("/api/v1/auth/register", credentials(email, PASSWORD));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_email");
    }

    @Test
    void refusesBodiesItDoesNotUnderstand() {
        assertThat(api.post("/api/v1/auth/login", "{\"email\": \"a@example.org\"}").status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/auth/login", "{\"admin\": true}").code())
                .isEqualTo("invalid_request");
        assertThat(api.post("/api/v1/auth/login", "not json").status()).isEqualTo(400);
    }

    @Test
    void doesNotTellWhichPartOfTheCredentialsWasWrong() {
        String email = api.newUser().email();

        Answer wrongPassword = api.post("/api/v1/auth/login", credentials(email, "no " + PASSWORD));
        Answer unknown = api.post("/api/v1/auth/login", credentials(fresh(), PASSWORD));

        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.code()).isEqualTo("invalid_credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("detail")).isEqualTo(wrongPassword.text("detail"));
    }

    @Test
    void limitsWrongPasswordsPerAccountAndSaysHowLongToWait() {
        String email = api.newUser().email();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(
                            api.post("/api/v1/auth/login", credentials(email, "wrong password"))
                                    .status())
                    .isEqualTo(401);
        }

        Answer sixth = api.post("/api/v1/auth/login", credentials(email, PASSWORD));

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.code()).isEqualTo("too_many_attempts");
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 30);
    }

    @Test
    void rightPasswordsDoNotCountAsAttempts() {
        String email = api.newUser().email();

        for (int login = 0; login < 8; login++) {
            assertThat(api.post("/api/v1/auth/login", credentials(email, PASSWORD)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void eachRefreshTokenWorksOnceAndGivesTheNext() {
        var user = api.newUser();

        Answer second = refresh(user.refreshToken());
        Answer third = refresh(second.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(api.as(third.text("access_token")).get("/api/v1/auth/me").status())
                .isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsItsSessionAndNoOther() {
        var user = api.newUser();
        String other =
                api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD))
                        .text("refresh_token");
        String next = refresh(user.refreshToken()).text("refresh_token");

        Answer replayed = refresh(user.refreshToken());

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.code()).isEqualTo("invalid_token");
        assertThat(refresh(next).status()).isEqualTo(401);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void refreshesAlthoughABrokenAccessTokenComesAlong() {
        var user = api.newUser();

        Answer answer =
                api.as("expired.or.broken")
                        .post("/api/v1/auth/refresh", refreshBody(user.refreshToken()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void logsOutOneSessionOrAll() {
        var user = api.newUser();
        String second =
                api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD))
                        .text("refresh_token");
        String third =
                api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD))
                        .text("refresh_token");

        Answer one = logOut(user, refreshBody(second));
        Answer stillIn = refresh(third);
        Answer all = logOut(user, "");

        assertThat(one.status()).isEqualTo(204);
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(stillIn.status()).isEqualTo(200);
        assertThat(all.status()).isEqualTo(204);
        assertThat(refresh(stillIn.text("refresh_token")).status()).isEqualTo(401);
        assertThat(refresh(user.refreshToken()).status()).isEqualTo(401);
    }

    @Test
    void doesNotEndAnothersSession() {
        var owner = api.newUser();
        var stranger = api.newUser();

        Answer answer = logOut(stranger, refreshBody(owner.refreshToken()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(refresh(owner.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void changesThePasswordAndEndsEverySession() {
        var user = api.newUser();
        String fresh = "amber lighthouse 7";

        Answer changed = changePassword(user, PASSWORD, fresh);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(refresh(user.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(changed.text("refresh_token")).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD)).status())
                .isEqualTo(401);
        assertThat(api.post("/api/v1/auth/login", credentials(user.email(), fresh)).status())
                .isEqualTo(200);
    }

    @Test
    void changesNoPasswordWithoutTheCurrentOneOrToAWeakOne() {
        var user = api.newUser();

        assertThat(changePassword(user, "not " + PASSWORD, "amber lighthouse 7").code())
                .isEqualTo("invalid_credentials");
        assertThat(changePassword(user, PASSWORD, "password123").code()).isEqualTo("weak_password");
        assertThat(refresh(user.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void makesTheBootstrapAdminAnAdmin() {
        Answer registered =
                api.post("/api/v1/auth/register", credentials("First-Admin@example.org", PASSWORD));

        Answer me = api.as(registered.text("access_token")).get("/api/v1/auth/me");

        assertThat(me.body().get("roles").toString()).isEqualTo("[\"user\",\"admin\"]");
    }

    private Answer refresh(String token) {
        return api.post("/api/v1/auth/refresh", refreshBody(token));
    }

    private Answer logOut(Api.TestUser user, String body) {
        return api.as(user.accessToken()).post("/api/v1/auth/logout", body);
    }

    private Answer changePassword(Api.TestUser user, String current, String fresh) {
        return api.as(user.accessToken())
                .post(
                        "/api/v1/auth/password",
                        "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                                .formatted(current, fresh));
    }

    private static String refreshBody(String token) {
        return "{\"refresh_token\": \"%s\"}".formatted(token);
    }

    private static String fresh() {
        return "a-" + UUID.randomUUID() + "@example.org";
    }
}
