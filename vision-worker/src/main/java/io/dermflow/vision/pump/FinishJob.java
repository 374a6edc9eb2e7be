package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.UndecodableEvent;
import io.dermflow.kit.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one record to its end: the stage's work, its event durable, then the acknowledgement.
///
/// | what happens | what becomes of the record |
/// |---|---|
/// | the work returns an event | emitted, accepted |
/// | a dependency is away | held, tried again until the task's deadline; not a try |
/// | the deadline passes | `aborted` emitted, accepted |
/// | a step that the work can't do without takes longer than its limit | released: a try, as below |
/// | the work throws anything else | released: a try; at the last one given up |
/// | it comes more often than that (a worker died of it) | given up |
/// | its bytes can't be read | dead letter, rejected |
/// | it waits for a dependency, and the worker drains or its lock was lost | let go, comes again |
final class FinishJob<E extends Event> {

    private static final Logger LOG = LoggerFactory.getLogger(FinishJob.class);

    private final StageWork<E> work;
    private final int tries;
    private final StepLimits limits;
    private final EventPublisher publisher;
    private final GiveUp giveUp;
    private final Breakers breakers;
    private final StageMeter meter;
    private final Clock clock;

    FinishJob(
            StageWork<E> work,
            int tries,
            StepLimits limits,
            EventPublisher publisher,
            GiveUp giveUp,
            Breakers breakers,
            StageMeter meter,
            Clock clock) {
        this.work = work;
        this.tries = tries;
        this.limits = limits;
        this.publisher = publisher;
        this.giveUp = giveUp;
        this.breakers = breakers;
        this.meter = meter;
        this.clock = clock;
    }

    /// Returns when the record is settled, lost, or let go.
    void finish(Held held, Insistence insistence) throws InterruptedException {
        try {
            E event = EventCodec.decode(held.record().value(), work.input());
            bringToItsEnd(held, insistence, event);
        } catch (UndecodableEvent e) {
            giveUp.unreadable(held, insistence, work.group().topic(), e);
        } catch (Insistence.LetGo e) {
            LOG.info("record let go, it comes again taskId={}", held.record().key());
        }
    }

    private void bringToItsEnd(Held held, Insistence insistence, E event)
            throws InterruptedException {
        AnalysisRequested job = work.jobOf(event);
        if (held.deliveries() > tries) {
            giveUp(held, insistence, job, "a worker died on every try");
            return;
        }
        long start = System.nanoTime();
        var progress = new Progress(publisher, clock, job, work.stage());
        progress.started();
        held.underWay();
        var run =
                new JobRun(limits, held.suspect(), (step, took) -> stepEnded(progress, step, took));
        try {
            Event result = result(insistence, event, job, run);
            RecordCoordinates handedOn = insistence.durably(() -> publisher.sendAndAwait(result));
            held.accept();
            run.settled();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            progress.done(elapsed, handedOn);
            report(job, result, elapsed);
        } catch (ExecutionException e) {
            countAsTry(held, insistence, job, run, Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            rest(insistence, job, run);
        }
    }

    /// The record is settled; what a step has left behind in native code is not.
    private void rest(Insistence insistence, AnalysisRequested job, JobRun run)
            throws InterruptedException {
        run.timedOut().forEach(meter::stepTimedOut);
        if (!run.leftBehind().quiet()) {
            LOG.warn(
                    "slot waits for steps that took too long taskId={} stage={} steps={}",
                    job.taskId(),
                    work.stage().wireName(),
                    run.timedOut());
            meter.leftBehind(() -> insistence.untilQuiet(run));
        }
    }

    private Event result(Insistence insistence, E event, AnalysisRequested job, JobRun run)
            throws ExecutionException, InterruptedException {
        if (clock.instant().isAfter(job.deadline())) {
            return aborted(job);
        }
        try {
            Event result = insistence.until(job.deadline(), run, () -> work.run(event, run));
            breakers.answered(work.dependencies());
            return result;
        } catch (Insistence.TooLate e) {
            return aborted(job);
        }
    }

    private void stepEnded(Progress progress, String step, Duration took) {
        meter.step(step, took);
        progress.step(step, took);
    }

    private Outcome.Aborted aborted(AnalysisRequested job) {
        return new Outcome.Aborted(
                Outcome.Subject.of(job),
                new Reason("deadline_passed", "The task's time was up at " + job.deadline() + "."),
                clock.instant());
    }

    private void report(AnalysisRequested job, Event result, Duration elapsed) {
        meter.finished(result, elapsed);
        LOG.info(
                "job done taskId={} stage={} attempt={} result={} durationMs={}",
                job.taskId(),
                work.stage().wireName(),
                job.attempt(),
                EventCodec.type(result),
                elapsed.toMillis());
    }

    private void countAsTry(
            Held held, Insistence insistence, AnalysisRequested job, JobRun run, Throwable crash)
            throws InterruptedException {
        meter.crashed();
        LOG.error(
                "job crashed taskId={} stage={} deliveries={} error={}",
                job.taskId(),
                work.stage().wireName(),
                held.deliveries(),
                crash.toString(),
                crash);
        if (held.deliveries() < tries) {
            held.release();
        } else {
            giveUp(held, insistence, job, crash.getClass().getSimpleName());
            run.settled();
        }
    }

    private void giveUp(Held held, Insistence insistence, AnalysisRequested job, String why)
            throws InterruptedException {
        String reason =
                "Given up after %d tries in stage %s: %s."
                        .formatted(tries, work.stage().wireName(), why);
        giveUp.job(held, insistence, work.group().topic(), job, reason);
    }
}
