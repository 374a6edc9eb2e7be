package io.dermflow.report.upgrade;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dermflow.events.DataErased;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResult;
import io.dermflow.report.result.StoredResults;
import io.dermflow.report.result.TemplateReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ReportServiceTest
class UpgradeReportsTest {

    private static final Duration WITHIN = Duration.ofHours(24);

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private TemplateReports reports;
    @Autowired private ConsentView consents;
    @Autowired private EventPublisher publisher;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JobProperties job;
    @Autowired private Clock clock;
    @Autowired private UpgradeProperties usual;

    private HttpServer bridge;
    private volatile boolean available = true;

    @BeforeEach
    void serveTheBridge() throws IOException {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext(
                "/internal/llm/status",
                exchange -> {
                    byte[] body =
                            ("{\"configured\":true,\"available\":" + available + ",\"sees\":false}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        bridge.start();
    }

    @AfterEach
    void stopTheBridge() {
        bridge.stop(0);
    }

    @Test
    void publishesTheStoredFindingsAgainOnceTheModelIsThere() {
        var first = stored();
        var subject = first.subject();

        upgrades(WITHIN).ask();

        var again = askedFor(subject.taskId()).getFirst();
        assertThat(again.reportVersion()).isEqualTo(2);
        assertThat(again.analysis()).isEqualTo(first.analysis());
        assertThat(Outcome.Subject.of(again.job())).isEqualTo(subject);
        assertThat(again.job().options().language()).isEqualTo("en");
        assertThat(again.job().deadline()).isAfter(Instant.now());
    }

    @Test
    void asksForNothingWhileTheModelIsAway() {
        var task = stored().subject().taskId();
        available = false;

        upgrades(WITHIN).ask();

        assertThat(askedFor(task)).isEmpty();
    }

    @Test
    void asksNoMoreOnceTheTriesAreUsedUp() {
        var task = stored().subject().taskId();

        for (int round = 0; round < 5; round++) {
            upgrades(WITHIN).ask();
        }

        assertThat(askedFor(task)).hasSize(2);
    }

    @Test
    void waitsBetweenTwoTries() {
        var task = stored().subject().taskId();
        var patient = upgrades(WITHIN, Duration.ofMinutes(5));

        patient.ask();
        patient.ask();

        assertThat(askedFor(task)).hasSize(1);
    }

    @Test
    void leavesOldResultsAlone() {
        var task = stored().subject().taskId();

        upgrades(Duration.ZERO).ask();

        assertThat(askedFor(task)).isEmpty();
    }

    @Test
    void asksForNothingThatLacksNoBetterWords() {
        var subject = stored(Outcomes.completed()).subject();

        upgrades(WITHIN).ask();

        assertThat(askedFor(subject.taskId())).isEmpty();
    }

    @Test
    void asksForNothingWhoseConsentWasWithdrawn() {
        var subject = stored().subject();
        topics.withdraw(subject);

        upgrades(WITHIN).ask();

        assertThat(askedFor(subject.taskId())).isEmpty();
    }

    @Test
    void asksForNothingThatWasErased() {
        var subject = stored().subject();
        topics.publish(new DataErased(subject.userId(), subject.taskId(), Instant.now()));
        awaitThat(() ->
                results.findById(subject.taskId().value())
                        .filter(StoredResult::isErased)
                        .isPresent());

        upgrades(WITHIN).ask();

        assertThat(askedFor(subject.taskId())).isEmpty();
    }

    private UpgradeReports upgrades(Duration within) {
        return upgrades(within, Duration.ZERO);
    }

    /// Two tries, and room for what other tests left behind.
    private UpgradeReports upgrades(Duration within, Duration backOff) {
        var http =
                ServiceClients.plain(Duration.ofSeconds(3))
                        .mutate()
                        .baseUrl("http://127.0.0.1:" + bridge.getAddress().getPort())
                        .build();
        return new UpgradeReports(
                new LanguageModelStatus(http),
                reports,
                consents,
                publisher,
                transaction,
                new UpgradeProperties(
                        usual.llmBridge(),
                        usual.patience(),
                        usual.every(),
                        100,
                        2,
                        backOff,
                        within),
                job,
                clock);
    }

    private Outcome.Completed stored() {
        return stored(Outcomes.template(Outcomes.subject()));
    }

    private Outcome.Completed stored(Outcome.Completed outcome) {
        topics.publish(outcome);
        awaitThat(() -> results.findById(outcome.subject().taskId().value()).isPresent());
        awaitThat(consents::caughtUp);
        return outcome;
    }

    private List<FindingsReady> askedFor(TaskId task) {
        return topics.committed(Topic.FINDINGS).stream()
                .filter(record -> task.toString().equals(record.key()))
                .map(record -> EventCodec.decode(record.value(), FindingsReady.class))
                .toList();
    }
}
