package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The story of this service: the model writes if there is one, the template if there is none or it
/// fails. There is always a report.
class WriteReport {

    private static final Logger LOG = LoggerFactory.getLogger(WriteReport.class);

    /// Kept back from the caller's deadline for the template and the way home.
    private static final Duration RESERVE = Duration.ofMillis(300);

    private final Optional<ModelNarrator> model;
    private final TemplateNarrator template;
    private final ReportPicture pictures;
    private final MeterRegistry meters;
    private final Clock clock;

    WriteReport(
            Optional<ModelNarrator> model,
            TemplateNarrator template,
            ReportPicture pictures,
            MeterRegistry meters,
            Clock clock) {
        this.model = model;
        this.template = template;
        this.pictures = pictures;
        this.meters = meters;
        this.clock = clock;
    }

    Narrative write(NarrativeRequest request, Instant deadline) {
        Narrative report =
                model.filter(_ -> ModelNarrator.hasFacts(request.analysis()))
                        .map(narrator -> withModel(narrator, request, deadline))
                        .orElseGet(() -> byTemplate(request, null, 0));
        meters.counter("dermflow.narrative.written", "kind", report.generator().kind()).increment();
        return report;
    }

    private Narrative withModel(
            ModelNarrator narrator, NarrativeRequest request, Instant deadline) {
        Duration limit = Duration.between(clock.instant(), deadline).minus(RESERVE);
        try {
            return narrator.write(
                    request.analysis(),
                    Said.in(request),
                    request.language(),
                    pictures.of(request),
                    limit);
        } catch (NoUsableReport failed) {
            LOG.warn(
                    "template instead of model taskId={} code={} error={}",
                    request.taskId(),
                    failed.code(),
                    failed.getMessage());
            return byTemplate(request, failed.code(), failed.attempts());
        }
    }

    private Narrative byTemplate(
            NarrativeRequest request, @Nullable String fallbackReason, int attempts) {
        return template.write(
                request.analysis(), Said.in(request), request.language(), fallbackReason, attempts);
    }
}
