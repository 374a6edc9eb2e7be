package io.dermflow.ingest.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.EventCodec;
import io.dermflow.events.UserId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.consent.Consents.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@IngestTest
class ConsentControllerTest {

    private static final String DOOR = "/api/v1/me/consents";

    @LocalServerPort int port;

    @Autowired JdbcClient database;
    @Autowired Consents consents;
    @Autowired TransactionOperations transaction;

    private UserId user;
    private Api session;

    @BeforeEach
    void register() {
        var registered = new Api(port).newUser();
        user = registered.id();
        session = new Api(port).as(registered.accessToken());
    }

    @Test
    void nothingIsAgreedToBeforeTheFirstWord() {
        Answer answer = session.get(DOOR);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("analysis").asBoolean()).isFalse();
        assertThat(answer.body().get("version").asLong()).isZero();
        assertThat(consents.current(user)).isEqualTo(Consent.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"true\"", "\"\""})
    void agreementIsTrueOrFalseAndNothingElse(String word) {
        Answer answer = session.put(DOOR, "{\"analysis\": " + word + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_request");
        assertThat(consents.current(user)).isEqualTo(Consent.NONE);
    }

    @Test
    void anAbsentPurposeStaysAsItIs() {
        session.put(DOOR, "{\"analysis\": true, \"training\": true}");

        Answer answer = session.put(DOOR, "{\"training\": false, \"store_images\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("version").asLong()).isEqualTo(2);
        assertThat(answer.text("updated_at")).endsWith("Z");
        assertThat(consents.current(user)).isEqualTo(new Consent(2, true, true, false, false));
        assertThat(session.get(DOOR).body()).isEqualTo(answer.body());
    }

    @Test
    void everyChangeIsToldAndARepeatIsNot() {
        session.put(DOOR, "{\"analysis\": true}");
        Answer repeated = session.put(DOOR, "{\"analysis\": true}");
        session.put(DOOR, "{}");
        session.put(DOOR, "{\"analysis\": false}");

        assertThat(repeated.body().get("version").asLong()).isEqualTo(1);
        assertThat(told())
                .containsExactly(
                        new Consent(1, true, false, false, false),
                        new Consent(2, false, false, false, false));
    }

    @Test
    void refusesUnknownPurposes() {
        assertThat(session.put(DOOR, "{\"marketing\": true}").status()).isEqualTo(400);
        assertThat(session.put(DOOR, "{\"analysis\": \"perhaps\"}").status()).isEqualTo(400);
        assertThat(new Api(port).get(DOOR).status()).isEqualTo(401);
        assertThat(told()).isEmpty();
    }

    @Test
    void changesAtOnceGetVersionsWithoutGapsAndLeaveInTheirOrder() throws Exception {
        List<Callable<Answer>> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean value = i % 2 == 0;
            changes.add(() -> session.put(DOOR, "{\"training\": " + value + "}"));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(changes)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        List<Long> versions = told().stream().map(Consent::version).toList();
        assertThat(versions).isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
        assertThat(consents.current(user)).isEqualTo(told().getLast());
    }

    @Test
    void aHeldConsentCanNotBeWithdrawnUntilItsTransactionEnds() throws Exception {
        session.put(DOOR, "{\"analysis\": true}");
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Consent> holder =
                    threads.submit(() -> transaction.execute(_ -> holdUntil(held, release)));
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();

            Future<Answer> withdrawal =
                    threads.submit(() -> session.put(DOOR, "{\"analysis\": false}"));
            assertThat(withdrawal)
                    .failsWithin(Duration.ofMillis(300))
                    .withThrowableOfType(TimeoutException.class);
            release.countDown();

            assertThat(holder.get().analysis()).isTrue();
            assertThat(withdrawal.get().status()).isEqualTo(200);
        }
        assertThat(consents.current(user).analysis()).isFalse();
    }

    @Test
    void whoWaitedForAWithdrawalSeesIt() throws Exception {
        session.put(DOOR, "{\"analysis\": true}");
        var locked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> withdrawal =
                    threads.submit(() -> transaction.execute(_ -> withdrawSlowly(locked)));
            assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();

            Consent seen = transaction.execute(_ -> consents.held(user));

            assertThat(seen.analysis()).isFalse();
            withdrawal.get();
        }
    }

    private Consent holdUntil(CountDownLatch held, CountDownLatch release) {
        Consent consent = consents.held(user);
        held.countDown();
        await(release);
        return consent;
    }

    /// Ends as soon as the reader waits for its lock.
    private boolean withdrawSlowly(CountDownLatch locked) {
        database.sql("select id from users where id = :id for no key update")
                .param("id", user.value())
                .query()
                .singleRow();
        consents.write(
                user, new Recorded(new Consent(2, false, false, false, false), Instant.now()));
        locked.countDown();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!somebodyWaits() && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        return true;
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Consent> told() {
        return database
                .sql(
                        """
                        select payload from outbox
                        where topic = 'user_consents' and record_key = :user order by id
                        """)
                .param("user", user.toString())
                .query(byte[].class)
                .list()
                .stream()
                .map(payload -> EventCodec.decode(payload, ConsentChanged.class).consent())
                .toList();
    }
}
