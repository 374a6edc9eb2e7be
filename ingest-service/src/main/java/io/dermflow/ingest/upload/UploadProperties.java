package io.dermflow.ingest.upload;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What one upload may cost.
///
/// @param maxRequest bytes of one request as sent; over it 413
/// @param maxPart bytes of one image as sent; over it 413
/// @param deadline longest time one request body may take; over it 408
/// @param spoolDir folder of this replica alone for canonical images above `spoolMemory`; emptied
///   at start
/// @param spoolMemory canonical bytes of one image held in memory before they go to a file
/// @param heavyWalks PNG and WebP chunks inflated at the same time, so that they can't starve JPEG
/// @param heavyWait longest wait of a chunk for its turn; over it 503
/// @param atOnce uploads received at the same time; over it 503
/// @param atOncePerUser the same for one user; over it 429
@Validated
@ConfigurationProperties(prefix = "dermflow.upload", ignoreUnknownFields = false)
public record UploadProperties(
        @DefaultValue("64MB") DataSize maxRequest,
        @DefaultValue("20MB") DataSize maxPart,
        @DefaultValue("2m") Duration deadline,
        @DefaultValue("./data/spool") Path spoolDir,
        @DefaultValue("1MB") DataSize spoolMemory,
        @DefaultValue("2") @Min(1) int heavyWalks,
        @DefaultValue("5s") Duration heavyWait,
        @DefaultValue("128") @Min(1) int atOnce,
        @DefaultValue("16") @Min(1) int atOncePerUser) {

    public UploadProperties {
        if (maxPart.compareTo(maxRequest) > 0) {
            throw new IllegalArgumentException(
                    "dermflow.upload: max-part must fit into max-request");
        }
    }
}
