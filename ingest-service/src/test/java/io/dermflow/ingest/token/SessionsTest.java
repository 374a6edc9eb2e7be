package io.dermflow.ingest.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class SessionsTest {

    @LocalServerPort int port;

    @Autowired Sessions sessions;
    @Autowired JdbcClient database;
    @Autowired IssuingProperties properties;

    private UserId user;

    @BeforeEach
    void register() {
        user = new Api(port).newUser().id();
    }

    @Test
    void ofManyUsesOfOneTokenAtOnceAtMostOneWinsAndTheSessionEnds() throws Exception {
        for (int round = 0; round < 20; round++) {
            String token = sessions.begin(user);
            List<Renewal> renewals = atOnce(4, () -> sessions.renew(token));

            List<Renewal.Renewed> won =
                    renewals.stream()
                            .filter(Renewal.Renewed.class::isInstance)
                            .map(Renewal.Renewed.class::cast)
                            .toList();
            assertThat(won).hasSize(1);
            assertThat(sessions.renew(won.getFirst().refreshToken()))
                    .isInstanceOf(Renewal.Refused.class);
        }
    }

    @Test
    void tokensExpireAndAreSweptAway() {
        UserId other = new Api(port).newUser().id();
        String old = sessions.begin(other);
        Instant later = Instant.now().plus(properties.refreshLife()).plus(Duration.ofSeconds(1));
        var then = sessionsAt(later);

        assertThat(then.renew(old)).isInstanceOf(Renewal.Refused.class);
        String young = then.begin(other);
        assertThat(then.removeExpired()).isPositive();

        assertThat(count("sessions", other)).isEqualTo(1);
        assertThat(then.renew(young)).isInstanceOf(Renewal.Renewed.class);
        assertThat(count("sessions", other)).isEqualTo(1);
    }

    @Test
    void noTokenIsInTheDatabase() {
        String token = sessions.begin(user);

        int found =
                database.sql("select count(*) from refresh_tokens where hash = :token")
                        .param("token", token.getBytes(StandardCharsets.UTF_8))
                        .query(Integer.class)
                        .single();
        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(found).isZero();
    }

    private Sessions sessionsAt(Instant time) {
        Clock clock = InstantSource.fixed(time).withZone(ZoneOffset.UTC);
        return new Sessions(database, properties, clock, new SimpleMeterRegistry());
    }

    private int count(String table, UserId of) {
        return database.sql("select count(*) from " + table + " where user_id = :user")
                .param("user", of.value())
                .query(Integer.class)
                .single();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        var start = new CyclicBarrier(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(
                        threads.submit(() -> {
                            start.await();
                            return work.call();
                        }));
            }
            List<T> results = new ArrayList<>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
