package io.dermflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    @Test
    void aJobSurvivesTheWire() {
        var job =
                new AnalysisRequested(
                        new TaskId(UUID.randomUUID()),
                        new UserId(UUID.randomUUID()),
                        List.of(
                                new ImageRef(
                                        "image",
                                        "k",
                                        "00",
                                        "image/jpeg",
                                        1,
                                        64,
                                        64,
                                        6,
                                        ColourSpace.ASSUMED_SRGB)),
                        List.of("skin"),
                        AnalysisOptions.DEFAULT,
                        new Consent(3, true, false, false, false),
                        1,
                        Instant.parse("2026-11-21T11:00:00Z"),
                        Instant.parse("2026-11-21T10:00:00Z"),
                        null);

        byte[] bytes = EventCodec.encode(job);

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("\"task_id\":\"" + job.taskId() + "\"")
                .contains("\"timestamp\":\"2026-11-21T10:00:00Z\"")
                .contains("\"kind\":\"srgb\"");
        assertThat(EventCodec.decode(bytes, AnalysisRequested.class)).isEqualTo(job);
    }

    @Test
    void anOutcomeKeepsItsKind() {
        Outcome outcome =
                new Outcome.Failed(
                        new Outcome.Subject(
                                new TaskId(UUID.randomUUID()),
                                new UserId(UUID.randomUUID()),
                                2,
                                1,
                                Consent.NONE,
                                "ref",
                                Instant.EPOCH),
                        new Reason("tries_used_up", null),
                        Instant.EPOCH);

        byte[] bytes = EventCodec.encode(outcome);

        assertThat(EventCodec.decode(bytes, Outcome.class)).isEqualTo(outcome);
    }
}
