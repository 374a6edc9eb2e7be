package io.dermflow.report.upgrade;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Outcome;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.report.result.TemplateReport;
import io.dermflow.report.result.TemplateReports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks for better words once the language model is back: publishes the stored findings again, as a
/// job of the narrative stage that wants report version 2. The answer comes as an outcome and is
/// decided where all are.
///
/// Safe on several replicas. A crash or a missing ack may publish findings twice; the first better
/// report wins and the second is dropped.
@Component
class UpgradeReports {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeReports.class);
    private static final int BETTER_REPORT = 2;

    private final LanguageModelStatus model;
    private final TemplateReports reports;
    private final ConsentView consents;
    private final EventPublisher publisher;
    private final TransactionTemplate transaction;
    private final UpgradeProperties properties;
    private final JobProperties job;
    private final Clock clock;

    UpgradeReports(
            LanguageModelStatus model,
            TemplateReports reports,
            ConsentView consents,
            EventPublisher publisher,
            TransactionTemplate transaction,
            UpgradeProperties properties,
            JobProperties job,
            Clock clock) {
        this.model = model;
        this.reports = reports;
        this.consents = consents;
        this.publisher = publisher;
        this.transaction = transaction;
        this.properties = properties;
        this.job = job;
        this.clock = clock;
    }

    /// One round.
    void ask() {
        if (model.available()) {
            transaction.executeWithoutResult(_ -> askForThoseDue(clock.instant()));
        }
    }

    /// A row counts as tried also when its consent forbids the asking, so that such rows don't
    /// stand before the others for ever.
    private void askForThoseDue(Instant now) {
        var due =
                reports.due(
                        now,
                        now.minus(properties.within()),
                        properties.tries(),
                        properties.batch());
        for (TemplateReport report : due) {
            Outcome.Subject subject = report.subject();
            reports.tried(subject.taskId(), now.plus(pause(report.tries())));
            if (consents.standing(subject.userId(), subject.taskId(), subject.consent())
                    == ConsentView.Standing.ALLOWED) {
                publisher.sendAndAwait(findings(report, now));
                LOG.info("better report asked for taskId={}", subject.taskId());
            }
        }
    }

    private Duration pause(int triesBefore) {
        return properties.backOff().multipliedBy(1L << triesBefore);
    }

    /// Holds what the narrative stage needs: it looks at no picture.
    private FindingsReady findings(TemplateReport report, Instant now) {
        Outcome.Subject subject = report.subject();
        var options = new AnalysisOptions("off", report.language(), null, null, false);
        return new FindingsReady(
                new AnalysisRequested(
                        subject.taskId(),
                        subject.userId(),
                        List.of(),
                        List.of(),
                        options,
                        subject.consent(),
                        subject.attempt(),
                        now.plus(job.deadline()),
                        subject.acceptedAt(),
                        subject.clientReference()),
                report.analysis(),
                BETTER_REPORT);
    }
}
