package io.dermflow.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Events to bytes and back: snake_case JSON values with CloudEvents 1.0 headers (binary mode).
/// Unknown fields are tolerated, because records change by addition. Thread-safe.
public final class EventCodec {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private EventCodec() {}

    /// The mapper of the wire format, for whoever stores or serves the same records.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] encode(Event event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /// @throws UndecodableEvent if the bytes are not such an event
    public static <T extends Event> T decode(byte[] value, Class<T> type) {
        try {
            T event = MAPPER.readValue(value, type);
            if (event == null) {
                throw new UndecodableEvent(type, "JSON null", null);
            }
            return event;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UndecodableEvent(type, e.getClass().getSimpleName(), e);
        }
    }

    /// The CloudEvents attributes of a record, header name to value.
    ///
    /// @param source the service that speaks, for instance `/dermflow/ingest-service`
    public static Map<String, byte[]> headers(Event event, String source, Instant time) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.eventId());
        put(headers, "ce_type", type(event));
        put(headers, "ce_source", source);
        put(headers, "ce_subject", event.key());
        put(headers, "ce_time", time.toString());
        put(headers, "ce_dataschema", "/schemas/" + schema(event) + ".json");
        put(headers, "content-type", "application/json");
        return headers;
    }

    /// The topic an event belongs on.
    public static Topic topic(Event event) {
        return switch (event) {
            case AnalysisRequested _ -> Topic.JOBS;
            case FindingsReady _ -> Topic.FINDINGS;
            case StageProgress _ -> Topic.PROGRESS;
            case Outcome _ -> Topic.OUTCOMES;
            case ResultEvent _ -> Topic.RESULTS;
            case DeadLetter _ -> Topic.DEAD_LETTERS;
            case ConsentChanged _ -> Topic.USER_CONSENTS;
            case DataErased _ -> Topic.USER_ERASURES;
            case ShadowCompared _ -> Topic.SHADOW;
            case WorkerStanding _ -> Topic.WORKERS;
        };
    }

    /// The CloudEvents type.
    public static String type(Event event) {
        return switch (event) {
            case AnalysisRequested _ -> "derm.analysis.requested.v1";
            case FindingsReady _ -> "derm.analysis.findings.v1";
            case StageProgress _ -> "derm.analysis.progress.v1";
            case Outcome outcome -> "derm.analysis.outcome." + ending(outcome) + ".v1";
            case ResultEvent result -> "derm.analysis." + announcement(result) + ".v1";
            case DeadLetter _ -> "derm.dead_letter.v1";
            case ConsentChanged _ -> "derm.user.consent_changed.v1";
            case DataErased _ -> "derm.user.data_erased.v1";
            case ShadowCompared _ -> "derm.model.shadow_compared.v1";
            case WorkerStanding _ -> "derm.worker.standing.v1";
        };
    }

    private static String ending(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Supplied _ -> "supplied";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Failed _ -> "failed";
            case Outcome.Canceled _ -> "canceled";
            case Outcome.Aborted _ -> "aborted";
        };
    }

    private static String announcement(ResultEvent result) {
        return switch (result) {
            case ResultEvent.Completed _ -> "completed";
            case ResultEvent.Rejected _ -> "rejected";
            case ResultEvent.Failed _ -> "failed";
            case ResultEvent.Canceled _ -> "canceled";
            case ResultEvent.Aborted _ -> "aborted";
            case ResultEvent.Corrected _ -> "corrected";
            case ResultEvent.ReportUpgraded _ -> "report_upgraded";
        };
    }

    private static String schema(Event event) {
        return switch (event) {
            case AnalysisRequested _ -> "analysis_requested.v1";
            case FindingsReady _ -> "findings_ready.v1";
            case StageProgress _ -> "stage_progress.v1";
            case Outcome _ -> "outcome.v1";
            case ResultEvent _ -> "result_event.v1";
            case DeadLetter _ -> "dead_letter.v1";
            case ConsentChanged _ -> "consent_changed.v1";
            case DataErased _ -> "data_erased.v1";
            case ShadowCompared _ -> "shadow_compared.v1";
            case WorkerStanding _ -> "worker_standing.v1";
        };
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
