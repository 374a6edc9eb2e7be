package io.dermflow.ingest.account;

import static io.dermflow.ingest.Api.PASSWORD;
import static io.dermflow.ingest.Api.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.DataErased;
import io.dermflow.events.EventCodec;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.Api.TestUser;
import io.dermflow.ingest.IngestTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class EraseAccountControllerTest {

    @LocalServerPort int port;

    @Autowired JdbcClient database;

    private Api api;
    private TestUser user;
    private Api session;

    @BeforeEach
    void register() {
        api = new Api(port);
        user = api.newUser();
        session = api.as(user.accessToken());
    }

    @Test
    void forgetsThePersonByTheOtherNamesToo() {
        Answer receipt = session.delete("/user/" + user.id() + "/data");
        TestUser second = api.newUser();
        Answer again = api.as(second.accessToken()).delete("/api/v1/user/" + second.id() + "/data");

        assertThat(receipt.status()).isEqualTo(202);
        assertThat(Instant.parse(receipt.text("erased_by"))).isAfter(Instant.now());
        assertThat(again.status()).isEqualTo(202);
        assertThat(session.get("/api/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void onlyAnAdminForgetsSomebodyElseAndThatIsWrittenDown() {
        TestUser other = api.newUser();
        String path = "/user/" + user.id() + "/data";

        Answer refused = api.as(other.accessToken()).delete(path);
        TestUser admin = admin(other);
        Answer receipt = api.as(admin.accessToken()).delete(path);
        Answer repeat = api.as(admin.accessToken()).delete(path);

        assertThat(refused.code()).isEqualTo("not_your_user_id");
        assertThat(receipt.status()).isEqualTo(202);
        assertThat(repeat.status()).isEqualTo(404);
        assertThat(
                        database.sql(
                                        """
                                        select actor from audit
                                        where action = 'account_erased' and resource = :resource
                                        """)
                                .param("resource", "user:" + user.id())
                                .query(String.class)
                                .single())
                .isEqualTo(other.id().toString());
    }

    /// The same user with a token that carries the role.
    private TestUser admin(TestUser of) {
        database.sql("update users set roles = array['user', 'admin'] where id = :id")
                .param("id", of.id().value())
                .update();
        Answer login = api.post("/api/v1/auth/login", credentials(of.email(), PASSWORD));
        return new TestUser(
                of.id(), of.email(), login.text("access_token"), login.text("refresh_token"));
    }

    @Test
    void forgetsThePersonAndSaysUntilWhenKafkaRemembers() {
        session.put("/api/v1/me/consents", "{\"analysis\": true}");

        Answer receipt = session.post("/api/v1/me/delete", "");

        assertThat(receipt.status()).isEqualTo(202);
        assertThat(Instant.parse(receipt.text("erased_by")))
                .isAfter(Instant.now().plus(Duration.ofHours(48)));
        Map<String, Object> row =
                database.sql("select * from users where id = :id")
                        .param("id", user.id().value())
                        .query()
                        .singleRow();
        assertThat(row.get("email")).isNull();
        assertThat(row.get("password_hash")).isNull();
        assertThat(row.get("last_login_at")).isNull();
        assertThat(count("consents")).isZero();
        assertThat(count("sessions")).isZero();
    }

    @Test
    void tellsTheOtherServices() {
        session.post("/api/v1/me/delete", "");

        List<byte[]> sent =
                database.sql(
                                """
                                select payload from outbox
                                where topic = 'user_erasures' and record_key = :user
                                """)
                        .param("user", user.id().toString())
                        .query(byte[].class)
                        .list();
        assertThat(sent).hasSize(1);
        var event = EventCodec.decode(sent.getFirst(), DataErased.class);
        assertThat(event.userId()).isEqualTo(user.id());
        assertThat(event.taskId()).isNull();
    }

    @Test
    void leavesNoDoorOpen() {
        session.post("/api/v1/me/delete", "");

        assertThat(session.get("/api/v1/auth/me").code()).isEqualTo("account_gone");
        assertThat(session.put("/api/v1/me/consents", "{\"analysis\": true}").status())
                .isEqualTo(401);
        assertThat(session.post("/api/v1/me/export", "").status()).isEqualTo(401);
        assertThat(session.post("/api/v1/me/delete", "").status()).isEqualTo(401);
        assertThat(api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD)).status())
                .isEqualTo(401);
        assertThat(
                        api.post(
                                        "/api/v1/auth/refresh",
                                        "{\"refresh_token\": \"" + user.refreshToken() + "\"}")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void theAddressMayRegisterAgainAsAnotherPerson() {
        session.post("/api/v1/me/delete", "");

        TestUser again = api.newUser(user.email());

        assertThat(again.id()).isNotEqualTo(user.id());
    }

    private int count(String table) {
        return database.sql("select count(*) from " + table + " where user_id = :id")
                .param("id", user.id().value())
                .query(Integer.class)
                .single();
    }
}
