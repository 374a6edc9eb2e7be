package io.dermflow.ingest.account;

import static io.dermflow.ingest.Api.PASSWORD;
import static io.dermflow.ingest.Api.credentials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.Api.TestUser;
import io.dermflow.ingest.IngestTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IngestTest
class AdminUsersControllerTest {

    private static final String USERS = "/api/v1/admin/users";

    @LocalServerPort int port;

    @Autowired JdbcClient database;
    @Autowired Users users;
    @Autowired ChangeRoles changeRoles;
    @Autowired AccountProperties properties;

    private Api api;

    @BeforeEach
    void dismissAllAdmins() {
        api = new Api(port);
        database.sql("update users set roles = '{user}' where 'admin' = any (roles)").update();
    }

    @Test
    void listsUsersInPages() {
        Api admin = api.as(newAdmin().accessToken());
        for (int i = 0; i < 3; i++) {
            api.newUser();
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";

        do {
            Answer page = admin.get(USERS + "?limit=2" + cursor);
            assertThat(page.status()).isEqualTo(200);
            page.body().get("users").forEach(user -> seen.add(user.get("user_id").asString()));
            JsonNode next = page.body().path("next_cursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());

        int all =
                database.sql("select count(*) from users where erased_at is null")
                        .query(Integer.class)
                        .single();
        assertThat(seen).hasSize(all).doesNotHaveDuplicates().isSorted();
        assertThat(admin.get(USERS + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    void givesRolesAndWritesDownWhoDid() {
        TestUser boss = newAdmin();
        TestUser user = api.newUser();

        Answer answer = setRoles(boss, user, "[\"labeler\", \"partner\"]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("roles").toString())
                .isEqualTo("[\"user\",\"labeler\",\"partner\"]");
        String renewed =
                api.post(
                                "/api/v1/auth/refresh",
                                "{\"refresh_token\": \"" + user.refreshToken() + "\"}")
                        .text("access_token");
        assertThat(api.as(renewed).get("/api/v1/auth/me").body().get("roles").size()).isEqualTo(3);
        assertThat(auditOf(user))
                .contains(
                        boss.id()
                                + " roles_changed {\"to\": [\"user\", \"labeler\", \"partner\"],"
                                + " \"from\": [\"user\"]}");
    }

    @Test
    void refusesEverybodyElse() {
        TestUser user = api.newUser();

        assertThat(api.get(USERS).status()).isEqualTo(401);
        assertThat(api.as(user.accessToken()).get(USERS).status()).isEqualTo(403);
        assertThat(setRoles(user, user, "[\"admin\"]").status()).isEqualTo(403);
    }

    @Test
    void refusesUnknownUsersAndRoles() {
        TestUser boss = newAdmin();

        Answer unknownUser =
                api.as(boss.accessToken())
                        .put(USERS + "/" + UUID.randomUUID() + "/roles", "{\"roles\": [\"user\"]}");

        assertThat(unknownUser.status()).isEqualTo(404);
        assertThat(setRoles(boss, boss, "[\"root\"]").status()).isEqualTo(400);
        assertThat(setRoles(boss, boss, "[]").status()).isEqualTo(400);
    }

    @Test
    void theLastAdminStaysOne() {
        TestUser boss = newAdmin();

        Answer alone = setRoles(boss, boss, "[\"user\"]");
        newAdmin();
        Answer withAnother = setRoles(boss, boss, "[\"user\"]");

        assertThat(alone.status()).isEqualTo(409);
        assertThat(alone.code()).isEqualTo("last_admin");
        assertThat(withAnother.status()).isEqualTo(200);
    }

    @Test
    void ofTwoAdminsWhoDropEachOtherAtOnceOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            dismissAllAdmins();
            TestUser one = newAdmin();
            TestUser two = newAdmin();
            var start = new CyclicBarrier(2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Answer> first =
                        threads.submit(() -> {
                            start.await();
                            return setRoles(one, two, "[\"user\"]");
                        });
                Future<Answer> second =
                        threads.submit(() -> {
                            start.await();
                            return setRoles(two, one, "[\"user\"]");
                        });

                assertThat(List.of(first.get().status(), second.get().status()))
                        .containsExactlyInAnyOrder(200, 409);
            }
        }
    }

    @Test
    void nobodyChangesTheAuditTrail() {
        newAdmin();

        for (String sql :
                List.of(
                        "update audit set actor = 'nobody'",
                        "delete from audit",
                        "truncate audit")) {
            assertThatThrownBy(() -> database.sql(sql).update())
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void anOperatorAddsUsersAndChangesTheirRolesByServiceToken() {
        Api service = api.as(api.serviceToken());
        String email = "op-" + UUID.randomUUID() + "@example.org";
        String body = "{\"email\": \"%s\", \"password\": \"%s\", \"roles\": [\"%s\"]}";

        Answer added = service.post("/internal/users", body.formatted(email, PASSWORD, "admin"));
        Answer changed =
                service.post("/internal/users", body.formatted(email, "unused value", "labeler"));
        Answer loggedIn = api.post("/api/v1/auth/login", credentials(email, PASSWORD));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().get("roles").toString()).isEqualTo("[\"user\",\"admin\"]");
        assertThat(changed.status()).isEqualTo(409);
        newAdmin();
        assertThat(
                        service.post(
                                        "/internal/users",
                                        body.formatted(email, "unused value", "labeler"))
                                .status())
                .isEqualTo(200);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(
                        service.post(
                                        "/internal/users",
                                        "{\"email\": \"new-%s\", \"roles\": [\"user\"]}"
                                                .formatted(email))
                                .code())
                .isEqualTo("password_required");
    }

    @Test
    void theBootstrapAdminIsMadeAtStartWhenRegisteredBefore() {
        var late = new AccountProperties("late-" + UUID.randomUUID() + "@example.org", 1, 1);
        TestUser user = api.newUser(late.bootstrapAdminEmail());

        new BootstrapAdmin(late, users, changeRoles).afterSingletonsInstantiated();
        new BootstrapAdmin(late, users, changeRoles).afterSingletonsInstantiated();

        assertThat(users.find(user.id()).orElseThrow().roles()).containsExactly("user", "admin");
        assertThat(auditOf(user)).filteredOn(entry -> entry.contains("roles_changed")).hasSize(1);
    }

    private TestUser newAdmin() {
        TestUser user = api.newUser();
        database.sql("update users set roles = '{user,admin}' where id = :id")
                .param("id", user.id().value())
                .update();
        Answer again = api.post("/api/v1/auth/login", credentials(user.email(), PASSWORD));
        return new TestUser(
                user.id(), user.email(), again.text("access_token"), again.text("refresh_token"));
    }

    private Answer setRoles(TestUser actor, TestUser user, String roles) {
        return api.as(actor.accessToken())
                .put(USERS + "/" + user.id() + "/roles", "{\"roles\": " + roles + "}");
    }

    private List<String> auditOf(TestUser user) {
        return database.sql(
                        """
                        select actor || ' ' || action || ' ' || detail
                        from audit where resource = :resource order by id
                        """)
                .param("resource", "user:" + user.id())
                .query(String.class)
                .list();
    }
}
