package io.dermflow.vision.pump;

import io.dermflow.events.Event;
import io.dermflow.events.Stage;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts the pumps together.
@Component
public class StagePumps {

    private static final Logger LOG = LoggerFactory.getLogger(StagePumps.class);

    /// What a supervisor sees when native code hung (86 is ours alone).
    private static final int HUNG = 86;

    private final KafkaClients clients;
    private final TopicWatch topics;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final JobProperties job;
    private final PumpProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Breakers breakers;
    private final Quarantine quarantine;

    public StagePumps(
            KafkaClients clients,
            TopicWatch topics,
            EventPublisher publisher,
            DeadLetters deadLetters,
            JobProperties job,
            PumpProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.job = job;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.breakers = new Breakers(meters);
        this.quarantine = new Quarantine();
    }

    /// A pump for this work, not yet started.
    ///
    /// @param gates further reasons to pause, beside missing topics and open breakers
    public <E extends Event> StagePump<E> pump(StageWork<E> work, List<Gate> gates) {
        int slots = properties.slots(work.stage());
        var ward = quarantine.ward(work.stage());
        var state = new StageState(work.stage().wireName(), allGates(work, gates, ward));
        ward.admit(state);
        var meter = new StageMeter(meters, state, slots);
        topics.onChange(state::rejoin);
        return new StagePump<>(
                new StageParts<>(
                        work.group(),
                        slots,
                        StageLimits.of(job, work.stage()),
                        state,
                        ward,
                        meter,
                        backlog(work, state, meter, slots),
                        finishJob(work, meter),
                        breakers,
                        clients,
                        clock,
                        StagePumps::halt));
    }

    private <E extends Event> List<Gate> allGates(StageWork<E> work, List<Gate> gates, Gate ward) {
        List<Gate> all = new ArrayList<>(gates);
        all.add(ward);
        all.add(() -> topics.complete() ? Optional.empty() : Optional.of("no_topics"));
        all.add(() -> breakers.open(work.dependencies()).map(name -> name + "_away"));
        all.add(() -> breakers.open(Set.of("kafka")).map(name -> name + "_away"));
        return all;
    }

    private Backlog backlog(StageWork<?> work, StageState state, StageMeter meter, int slots) {
        return new Backlog(
                clients, work.group(), state, meter, slots, properties.stallAlarm(), meters);
    }

    private <E extends Event> FinishJob<E> finishJob(StageWork<E> work, StageMeter meter) {
        return new FinishJob<>(
                work,
                job.tries(),
                stepLimits(work),
                publisher,
                new GiveUp(publisher, deadLetters, clock),
                breakers,
                meter,
                clock);
    }

    /// A step must be given up before the whole stage counts as hung. The narrative's steps wait
    /// for llm-bridge, whose client has its own limits.
    private StepLimits stepLimits(StageWork<?> work) {
        Duration hung = StageLimits.of(job, work.stage()).stage();
        return work.stage() == Stage.VISION
                ? properties
                        .stepLimits(work.limitedSteps())
                        .within(hung.multipliedBy(3).dividedBy(4))
                : StepLimits.NONE;
    }

    /// Native code can't be interrupted, and shutdown hooks would wait for it.
    private static void halt() {
        LOG.error("halting exitCode={}", HUNG);
        EndProcess.now(HUNG);
    }
}
