package io.dermflow.report.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long leftovers stay.
///
/// @param erasureMarks marks and tombstones of what was erased; longer than any outcome can be
///   under way
/// @param announcements outbox rows after the broker's ack
/// @param every how often the sweeper looks
@Validated
@ConfigurationProperties(prefix = "dermflow.report.retention", ignoreUnknownFields = false)
record RetentionProperties(
        @DefaultValue("48h") Duration erasureMarks,
        @DefaultValue("24h") Duration announcements,
        @DefaultValue("1m") Duration every) {}
