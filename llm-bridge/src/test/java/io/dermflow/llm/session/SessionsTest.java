package io.dermflow.llm.session;

import static io.dermflow.kit.testing.ChatClient.JSON;
import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.DataErased;
import io.dermflow.events.UserId;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.parts.Bridge;
import io.dermflow.llm.parts.Neighbours;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionsTest {

    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static final Exchange EXCHANGE = new Exchange("asked", "answered");
    private static Bridge bridge;
    private static Sessions sessions;

    @BeforeAll
    static void start() {
        bridge =
                Bridge.start(
                        NEIGHBOURS,
                        "dermflow.session.max-per-user",
                        "3",
                        "dermflow.session.max-exchanges",
                        "2");
        sessions = bridge.bean(Sessions.class);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        NEIGHBOURS.close();
    }

    private static UserId somebody() {
        return new UserId(UUID.randomUUID());
    }

    @Test
    void givesBackTheLastExchangesOldestFirst() {
        UserId user = somebody();
        SessionId id = sessions.open(user);
        sessions.remember(user, id, new Exchange("one", "1"));
        sessions.remember(user, id, new Exchange("two", "2"));
        sessions.remember(user, id, new Exchange("three", "3"));

        assertThat(sessions.history(user, id, 10))
                .hasValueSatisfying(history ->
                        assertThat(history)
                                .extracting(Exchange::asked)
                                .containsExactly("two", "three"));
        assertThat(sessions.history(user, id, 1))
                .hasValueSatisfying(history ->
                        assertThat(history).extracting(Exchange::asked).containsExactly("three"));
    }

    @Test
    void keepsTheNewestSessionsOfAUser() {
        UserId user = somebody();
        List<SessionId> opened =
                List.of(
                        sessions.open(user),
                        sessions.open(user),
                        sessions.open(user),
                        sessions.open(user));

        assertThat(sessions.list(user))
                .extracting(SessionView::sessionId)
                .doesNotContain(opened.getFirst())
                .contains(opened.getLast())
                .hasSize(3);
    }

    @Test
    void nobodySeesContinuesOrRemovesAnothersSession() {
        UserId owner = somebody();
        UserId other = somebody();
        SessionId id = sessions.open(owner);

        sessions.remember(other, id, EXCHANGE);

        assertThat(sessions.history(other, id, 5)).isEmpty();
        assertThat(sessions.list(other)).isEmpty();
        assertThat(sessions.delete(other, id)).isFalse();
        assertThat(sessions.history(owner, id, 5)).hasValue(List.of());
    }

    @Test
    void anErasureRemovesEverythingOfAUserAndBringsNothingBack() {
        UserId user = somebody();
        SessionId mine = sessions.open(user);
        UserId other = somebody();
        SessionId others = sessions.open(other);
        await(() -> bridge.bean(TopicWatch.class).complete());

        bridge.bean(EventPublisher.class).sendAndAwait(new DataErased(user, null, Instant.now()));

        await(() -> sessions.list(user).isEmpty());
        sessions.remember(user, mine, EXCHANGE);
        sessions.open(user);
        assertThat(sessions.list(user)).isEmpty();
        assertThat(sessions.history(other, others, 5)).isPresent();
    }

    @Test
    void removesWhatIsOlderThanItMayBe() {
        UserId user = somebody();
        sessions.open(user);
        try (var later = Bridge.start(NEIGHBOURS, "dermflow.session.life", "0s")) {
            await(() ->
                    later.bean(Sessions.class).removeExpired() >= 0
                            && sessions.list(user).isEmpty());
        }
        assertThat(sessions.list(user)).isEmpty();
    }

    @Test
    void twoReplicasAndARestartedOneShareASession() {
        String token = Tokens.user(somebody(), "user");
        String session;
        try (var client = new ChatClient(bridge.url(), token)) {
            session =
                    JSON.readTree(client.chat(message("Hello")).body())
                            .path("session_id")
                            .asString();
        }

        try (var second = Bridge.start(NEIGHBOURS);
                var client = new ChatClient(second.url(), token);
                var stranger = new ChatClient(second.url(), Tokens.user(somebody(), "user"))) {
            String more =
                    JSON.writeValueAsString(Map.of("message", "And more", "session_id", session));
            var answer = client.chat(more);

            assertThat(JSON.readTree(answer.body()).path("session_id").asString())
                    .isEqualTo(session);
            assertThat(client.get("/api/v1/agent/sessions").body())
                    .contains(session, "\"exchanges\":2");
            assertThat(stranger.chat(more).statusCode()).isEqualTo(404);
            assertThat(stranger.delete("/api/v1/agent/sessions/" + session).statusCode())
                    .isEqualTo(404);
            assertThat(client.delete("/api/v1/agent/sessions/" + session).statusCode())
                    .isEqualTo(204);
            assertThat(client.get("/api/v1/agent/sessions").body()).doesNotContain(session);
        }
    }

    /// Seed 004's request names a session that nobody has begun, and is answered.
    @Test
    void beginsASessionOfTheIdThatAClientSends() {
        String own = SessionId.fresh().value();
        try (var client = new ChatClient(bridge.url(), Tokens.user(somebody(), "user"));
                var stranger = new ChatClient(bridge.url(), Tokens.user(somebody(), "user"))) {
            var first = client.chat(inSession(own));
            var second = client.chat(inSession(own));

            assertThat(session(first)).isEqualTo(own);
            assertThat(session(second)).isEqualTo(own);
            assertThat(client.get("/api/v1/agent/sessions").body())
                    .contains(own, "\"exchanges\":2");
            assertThat(stranger.chat(inSession(own)).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/api/v1/agent/sessions").body()).doesNotContain(own);
        }
    }

    @Test
    void twoUsersMayCallTheirSessionsTheSame() {
        String name = "optional-session-id";
        try (var one = new ChatClient(bridge.url(), Tokens.user(somebody(), "user"));
                var other = new ChatClient(bridge.url(), Tokens.user(somebody(), "user"))) {
            var first = one.chat(inSession(name));
            var second = other.chat(inSession(name));
            var again = one.chat(inSession(name));

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(session(first)).isEqualTo(session(again)).isNotEqualTo(session(second));
            assertThat(one.get("/api/v1/agent/sessions").body())
                    .contains(session(first), "\"exchanges\":2");
            assertThat(one.chat(inSession("no session!")).statusCode()).isEqualTo(404);
            assertThat(one.delete("/api/v1/agent/sessions/" + name).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void showsItsOwnerWhatWasSaidAndNobodyElse() {
        UserId owner = somebody();
        SessionId id = sessions.open(owner);
        sessions.remember(owner, id, new Exchange("Which blouse?", "The green one."));
        try (var client = new ChatClient(bridge.url(), Tokens.user(owner, "user"));
                var stranger = new ChatClient(bridge.url(), Tokens.user(somebody(), "user"))) {
            var shown = JSON.readTree(client.get("/api/v1/agent/sessions/" + id).body());

            assertThat(shown.at("/session_id").asString()).isEqualTo(id.value());
            assertThat(shown.at("/messages/0/asked").asString()).isEqualTo("Which blouse?");
            assertThat(shown.at("/messages/0/answered").asString()).isEqualTo("The green one.");
            assertThat(stranger.get("/api/v1/agent/sessions/" + id).statusCode()).isEqualTo(404);
        }
    }

    private static String inSession(String session) {
        return JSON.writeValueAsString(Map.of("message", "Hello", "session_id", session));
    }

    private static String session(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("session_id").asString();
    }

    @Test
    void answersWithoutMemoryWhileTheDatabaseIsAwayAndSaysSo() {
        try (var alone =
                        Bridge.start(
                                NEIGHBOURS,
                                "spring.datasource.url",
                                "jdbc:postgresql://127.0.0.1:1/nowhere",
                                "spring.datasource.hikari.connection-timeout",
                                "300");
                var client = new ChatClient(alone.url(), Tokens.user(somebody(), "user"))) {
            var answer = client.chat(message("Hello"));
            var sessions = client.get("/api/v1/agent/sessions");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("memory_unavailable");
            assertThat(sessions.statusCode()).isEqualTo(503);
            assertThat(sessions.headers().firstValue("Retry-After")).isPresent();
            assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the time by which it should be so").isBefore(limit);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
