package io.dermflow.ingest.capture;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What a user may have, and for how long.
///
/// @param maxOpen captures of one user that have not ended; over it 429
/// @param imagesKept life of canonical images
/// @param consentedImagesKept the same, when the user wants them kept
/// @param idempotencyKept how long an `Idempotency-Key` is remembered
/// @param streams event streams and waiting uploads at the same time; over it 503
/// @param streamsPerUser the same for one user; over it 429
/// @param heartbeat silence in a stream before a comment is sent
/// @param maxWait most that `Prefer: wait` gets
/// @param reportUrl report-service, which has the results
@Validated
@ConfigurationProperties(prefix = "dermflow.capture", ignoreUnknownFields = false)
public record CaptureProperties(
        @DefaultValue("200") @Min(1) int maxOpen,
        @DefaultValue("24h") Duration imagesKept,
        @DefaultValue("365d") Duration consentedImagesKept,
        @DefaultValue("24h") Duration idempotencyKept,
        @DefaultValue("2000") @Min(1) int streams,
        @DefaultValue("20") @Min(1) int streamsPerUser,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("60s") Duration maxWait,
        @DefaultValue("http://127.0.0.1:8004") URI reportUrl) {

    public CaptureProperties {
        if (imagesKept.compareTo(consentedImagesKept) > 0) {
            throw new IllegalArgumentException(
                    "dermflow.capture: images-kept must not exceed consented-images-kept");
        }
    }
}
