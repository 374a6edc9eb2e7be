package io.dermflow.llm.endpoint;

import static io.dermflow.llm.endpoint.RawServer.EVENTS;
import static io.dermflow.llm.endpoint.RawServer.delta;
import static io.dermflow.llm.endpoint.RawServer.good;
import static io.dermflow.llm.endpoint.RawServer.response;
import static io.dermflow.llm.endpoint.RawServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Failover, breakers, limits, shedding, budget and cache, seen through the one door.
@Timeout(30)
class GuardsTest {

    private static final String NOBODY = "http://127.0.0.1:1";

    @Test
    void asksTheNextEndpointWhenTheFirstCannot() throws Exception {
        for (RawServer.Line bad :
                new RawServer.Line[] {
                    says(500, "", ""),
                    says(401, "", "{\"error\":\"Unauthorized\"}"),
                    says(404, "", "")
                }) {
            try (var first = new RawServer(bad);
                    var second = new RawServer(good("second"));
                    var model = two(first.baseUrl(), second)) {
                assertThat(ask(model, Purpose.CHAT).endpoint()).isEqualTo("second");
                assertThat(first.requests()).hasSize(1);
            }
        }
        try (var second = new RawServer(good("second"));
                var model = two(NOBODY, second)) {
            assertThat(ask(model, Purpose.CHAT).text()).isEqualTo("second");
        }
    }

    @Test
    void sendsAKeyToItsOwnHostOnly() throws Exception {
        try (var second = new RawServer(good("x"));
                var model =
                        Models.of(
                                Models.properties(
                                        NOBODY,
                                        "api-key",
                                        "first-key",
                                        "endpoints[0].name",
                                        "second",
                                        "endpoints[0].base-url",
                                        second.baseUrl()))) {
            ask(model, Purpose.CHAT);

            assertThat(second.requests().getFirst())
                    .doesNotContain("first-key", "Authorization")
                    .contains("\"model\":\"m-1\"");
        }
    }

    @Test
    void neverAsksAgainAfterTheFirstPiece() throws Exception {
        try (var first = new RawServer(RawServer.streams(delta("half")));
                var second = new RawServer(good("second"));
                var model = two(first.baseUrl(), second)) {
            ChatFailed failed = failureOf(model, Purpose.CHAT);

            assertThat(failed.kind()).isEqualTo(Kind.TRANSPORT);
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void failsAtOnceWhenEveryBreakerIsOpenAndLeavesTheOtherGroupAlone() throws Exception {
        try (var server = new RawServer(says(500, "", ""));
                var model = Models.at(server, "guard.max-wait", "1m")) {
            for (int i = 0; i < 4; i++) {
                failureOf(model, Purpose.REPORT);
            }
            assertThat(server.requests()).hasSize(5);
            assertThat(model.states().getFirst().reportBreaker()).isEqualTo("open");
            long began = System.nanoTime();

            ChatFailed failed = failureOf(model, Purpose.REPORT);

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("whoever waits for anything waits until the limit")
                    .isLessThan(Models.LIMIT);
            assertThat(server.requests()).hasSize(5);
            assertThat(failed.kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(model.states().getFirst().chatBreaker()).isEqualTo("closed");
            assertThat(model.states().getFirst().lastError()).isEqualTo(Kind.SERVER_ERROR);
        }
    }

    @Test
    void triesAServerAgainAfterTheCoolDown() throws Exception {
        try (var server =
                        new RawServer(
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""),
                                good("back"));
                var model = Models.at(server, "guard.cool-down", "50ms")) {
            for (int i = 0; i < 2; i++) {
                failureOf(model, Purpose.REPORT);
            }
            ChatAnswer answer = null;
            while (answer == null) {
                try {
                    answer = ask(model, Purpose.REPORT);
                } catch (ChatFailed stillOpen) {
                    Models.rest();
                }
            }

            assertThat(answer.text()).isEqualTo("back");
        }
    }

    @Test
    void saysThatItMayBeAskedAgainWithoutBeingAsked() throws Exception {
        try (var server =
                        new RawServer(
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""),
                                says(500, "", ""));
                var model = Models.at(server, "guard.cool-down", "50ms")) {
            for (int i = 0; i < 3; i++) {
                failureOf(model, Purpose.REPORT);
            }

            Models.until(() -> model.states().getFirst().reportBreaker().equals("half_open"));
        }
    }

    @Test
    void refusesWhenThereIsNoRoomInTime() throws Exception {
        try (var server =
                        new RawServer(peer -> {
                            peer.send(EVENTS);
                            peer.awaitGone();
                        });
                var model = Models.at(server, "max-in-flight", "1", "guard.max-wait", "50ms");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> running = threads.submit(() -> failureOf(model, Purpose.CHAT));
            Models.until(() -> !server.requests().isEmpty());

            assertThat(failureOf(model, Purpose.CHAT).kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(server.requests()).hasSize(1);
            running.cancel(true);
        }
    }

    @Test
    void lowersTheLimitOnceForAWaveOfOverloadAndRaisesItAgain() throws Exception {
        var limit = new AdaptiveLimit(9);
        long began = System.nanoTime();
        for (int i = 0; i < 9; i++) {
            assertThat(limit.acquire(Duration.ZERO)).isTrue();
        }
        for (int i = 0; i < 9; i++) {
            limit.release(AdaptiveLimit.Ending.OVERLOADED, began);
        }
        assertThat(limit.current()).isEqualTo(6);

        for (int i = 0; i < 40; i++) {
            int full = limit.current();
            for (int call = 0; call < full; call++) {
                assertThat(limit.acquire(Duration.ZERO)).isTrue();
            }
            for (int call = 0; call < full; call++) {
                limit.release(AdaptiveLimit.Ending.GOOD, began);
            }
        }
        assertThat(limit.current()).isEqualTo(9);
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void shedsByTheServersOwnQueueAndKnowsItsContext() throws Exception {
        try (var server = new RawServer(good("x"));
                var model = Models.at(server, "guard.shed-waiting", "10")) {
            server.page("/health", response(200, "", ""))
                    .page(
                            "/v1/models",
                            response(
                                    200,
                                    "",
                                    "{\"data\":[{\"id\":\"m-1\",\"max_model_len\":8192}]}"))
                    .page(
                            "/metrics",
                            response(
                                    200,
                                    "",
                                    "# HELP\nvllm:num_requests_waiting{engine=\"0\"} 7.0\n"
                                            + "vllm:num_requests_waiting{engine=\"1\"} 8.0\n"));
            var probe = new EndpointProbe(model.endpoints().getFirst());

            probe.look();

            assertThat(model.states().getFirst().waiting()).isEqualTo(15);
            assertThat(model.states().getFirst().maxModelLen()).isEqualTo(8192);
            assertThat(failureOf(model, Purpose.CHAT).kind()).isEqualTo(Kind.OVERLOADED);
            server.page("/metrics", response(404, "", ""));
            probe.look();
            assertThat(ask(model, Purpose.CHAT).text()).isEqualTo("x");
        }
        assertThat(EndpointProbe.waiting("llamacpp:requests_deferred 3\n")).hasValue(3);
        assertThat(EndpointProbe.waiting("other 3\n")).isEmpty();
    }

    @Test
    void takesTwoFailedProbesToGiveUpAServerAndOneToTrustIt() throws Exception {
        try (var server = new RawServer(good("x"));
                var model = Models.at(server)) {
            var probe = new EndpointProbe(model.endpoints().getFirst());
            server.page("/health", response(503, "", ""));
            probe.look();
            assertThat(model.states().getFirst().healthy()).isTrue();
            probe.look();
            assertThat(model.states().getFirst().healthy()).isFalse();
            assertThat(failureOf(model, Purpose.CHAT).kind()).isEqualTo(Kind.TRANSPORT);
            assertThat(server.requests()).isEmpty();

            server.page("/health", response(200, "", ""))
                    .page("/v1/models", response(200, "", "{\"data\":[{\"id\":\"other\"}]}"));
            probe.look();

            assertThat(model.states().getFirst().healthy()).isTrue();
            assertThat(model.states().getFirst().modelServed()).isFalse();
        }
    }

    @Test
    void refusesAUserWhoseTokensAreUsedUpButNotTheServiceNorAnother() throws Exception {
        RawServer.Line dear =
                RawServer.streams(
                        delta("x"),
                        RawServer.finish("stop"),
                        RawServer.USAGE.replace(":7", ":900"));
        try (var server = new RawServer(dear);
                var model = Models.at(server, "budget.per-user", "1000")) {
            model.ask(Models.question(Purpose.CHAT, "one", 1), Models.LIMIT);

            ChatFailed failed =
                    catchThrowableOfType(
                            ChatFailed.class,
                            () -> model.ask(Models.question(Purpose.CHAT, "one", 2), Models.LIMIT));

            assertThat(failed.kind()).isEqualTo(Kind.NO_BUDGET);
            assertThat(failed.retryAfter().orElseThrow()).isPositive();
            model.ask(Models.question(Purpose.CHAT, "other", 2), Models.LIMIT);
            for (int seed = 0; seed < 3; seed++) {
                model.ask(Models.question(Purpose.REPORT, "service", seed), Models.LIMIT);
            }
        }
    }

    @Test
    void refusesEverybodyButTheServiceWhenAllTogetherHaveUsedTheTokensUp() throws Exception {
        try (var server = new RawServer(good("x"));
                var model =
                        Models.at(server, "budget.per-user", "1000", "budget.all-users", "150")) {
            model.ask(Models.question(Purpose.CHAT, "one", 1), Models.LIMIT);
            model.ask(Models.question(Purpose.CHAT, "two", 2), Models.LIMIT);
            ChatFailed failed = null;
            for (int seed = 3; failed == null && seed < 60; seed++) {
                var question = Models.question(Purpose.CHAT, "user-" + seed, seed);
                failed =
                        catchThrowableOfType(
                                ChatFailed.class, () -> model.ask(question, Models.LIMIT));
            }

            assertThat(failed).isNotNull();
            assertThat(failed.kind()).isEqualTo(Kind.NO_BUDGET);
            model.ask(Models.question(Purpose.REPORT, "service", 1), Models.LIMIT);
        }
    }

    @Test
    void forgetsAnswersBeyondTheBytesItMayKeep() throws Exception {
        try (var server = new RawServer(good("x".repeat(2_000)));
                var model = Models.at(server, "cache.max-bytes", "10000")) {
            for (int seed = 0; seed < 40; seed++) {
                model.ask(Models.question(Purpose.CHAT, "one", seed), Models.LIMIT);
            }
            int before = server.requests().size();
            for (int seed = 0; seed < 40; seed++) {
                model.ask(Models.question(Purpose.CHAT, "one", seed), Models.LIMIT);
            }

            // 2,000 characters weigh 4,512 bytes: two fit.
            assertThat(server.requests().size() - before).isGreaterThanOrEqualTo(36);
        }
    }

    @Test
    void looksAfterItsServersByItself() throws Exception {
        try (var server = new RawServer(good("x")).page("/health", response(503, "", ""));
                var model = Models.at(server, "guard.probe-every", "20ms")) {
            var probes =
                    new EndpointProbes(
                            model,
                            Models.properties(server.baseUrl(), "guard.probe-every", "20ms"));
            probes.start();
            try {
                Models.until(() -> !model.states().getFirst().healthy());
                server.page("/health", response(200, "", ""));
                Models.until(() -> model.states().getFirst().healthy());
            } finally {
                probes.stop();
            }
            assertThat(probes.isRunning()).isFalse();
        }
    }

    @Test
    void givesBackWhatACallDidNotUse() throws Exception {
        try (var server = new RawServer(good("x"));
                var model = Models.at(server, "budget.per-user", "150")) {
            for (int seed = 0; seed < 3; seed++) {
                model.ask(Models.question(Purpose.CHAT, "one", seed), Models.LIMIT);
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void putsTheSameQuestionOnceAndKeepsNoFailure() throws Exception {
        try (var server = new RawServer(says(400, "", ""), good("x"));
                var model = Models.at(server)) {
            ChatQuestion question = Models.question(Purpose.REPORT, "service", 1);
            catchThrowableOfType(ChatFailed.class, () -> model.ask(question, Models.LIMIT));

            model.ask(question, Models.LIMIT);
            model.ask(question, Models.LIMIT);

            assertThat(server.requests()).hasSize(2);
            model.ask(Models.question(Purpose.REPORT, "service", 2), Models.LIMIT);
            model.ask(Models.question(Purpose.REPORT, "someone", 1), Models.LIMIT);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void oneCallerWhoLeavesDoesNotHurtTheOtherOnTheSameQuestion() throws Exception {
        var second = new CountDownLatch(1);
        var meters = new SimpleMeterRegistry();
        try (var server =
                        new RawServer(peer -> {
                            second.await();
                            good("x").play(peer);
                        });
                var model = new LanguageModel(Models.properties(server.baseUrl()), meters);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ChatQuestion question = Models.question(Purpose.REPORT, "service", 1);
            Future<ChatAnswer> leaves = threads.submit(() -> model.ask(question, Models.LIMIT));
            Models.until(() -> !server.requests().isEmpty());
            Future<ChatAnswer> stays = threads.submit(() -> model.ask(question, Models.LIMIT));
            Models.until(() ->
                    meters.find("dermflow.llm.cache").tag("result", "joined").counter() != null);

            leaves.cancel(true);
            second.countDown();

            assertThat(stays.get().text()).isEqualTo("x");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static LanguageModel two(String firstUrl, RawServer second) {
        return Models.of(
                Models.properties(
                        firstUrl,
                        "endpoints[0].name",
                        "second",
                        "endpoints[0].model",
                        "m-2",
                        "endpoints[0].base-url",
                        second.baseUrl()));
    }

    private static ChatAnswer ask(LanguageModel model, Purpose purpose) throws ChatFailed {
        return model.ask(Models.question(purpose), Models.LIMIT);
    }

    private static ChatFailed failureOf(LanguageModel model, Purpose purpose) {
        return catchThrowableOfType(ChatFailed.class, () -> ask(model, purpose));
    }
}
