package io.dermflow.vision.narrative;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.Outcome;
import io.dermflow.events.Stage;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StageWork;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The narrative stage: asks llm-bridge for the report in words and completes the task. Idempotent
/// by task id: the first outcome of a task wins.
public final class WriteNarrative implements StageWork<FindingsReady> {

    private final ConsentCheck consents;
    private final NarrativeClient bridge;
    private final ReportPicture pictures;
    private final JobProperties limits;
    private final Clock clock;

    WriteNarrative(
            ConsentCheck consents,
            NarrativeClient bridge,
            ReportPicture pictures,
            JobProperties limits,
            Clock clock) {
        this.consents = consents;
        this.bridge = bridge;
        this.pictures = pictures;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Event run(FindingsReady findings, JobRun run) {
        AnalysisRequested job = findings.job();
        Optional<Outcome.Canceled> canceled = consents.canceled(job);
        if (canceled.isPresent()) {
            return canceled.get();
        }
        Narrative report =
                run.waiting("narrative", () -> bridge.write(request(findings), deadline(job)));
        return new Outcome.Completed(
                Outcome.Subject.of(job, findings.reportVersion()),
                findings.analysis(),
                report,
                clock.instant());
    }

    private NarrativeRequest request(FindingsReady findings) {
        AnalysisRequested job = findings.job();
        return new NarrativeRequest(
                job.taskId(),
                job.options().language(),
                job.analyses(),
                findings.analysis(),
                pictures.of(job).orElse(null),
                said(findings));
    }

    /// What the person says of the lesion, as far as the findings count it in.
    private static Map<String, Boolean> said(FindingsReady findings) {
        LesionAnswers answers = findings.job().options().lesionAnswers();
        if (answers == null) {
            return Map.of();
        }
        Map<String, Boolean> said = new LinkedHashMap<>(answers.yesOrNo());
        said.keySet()
                .retainAll(
                        findings.analysis().findings().stream()
                                .flatMap(finding -> finding.answers().stream())
                                .toList());
        return said;
    }

    private Instant deadline(AnalysisRequested job) {
        Instant own = clock.instant().plus(limits.llmRequest());
        return own.isBefore(job.deadline()) ? own : job.deadline();
    }

    @Override
    public Stage stage() {
        return Stage.NARRATIVE;
    }

    @Override
    public Group group() {
        return Group.NARRATIVE;
    }

    @Override
    public Class<FindingsReady> input() {
        return FindingsReady.class;
    }

    @Override
    public AnalysisRequested jobOf(FindingsReady event) {
        return event.job();
    }

    @Override
    public Set<String> dependencies() {
        return Set.of("llm", "ingest", "consent");
    }
}
