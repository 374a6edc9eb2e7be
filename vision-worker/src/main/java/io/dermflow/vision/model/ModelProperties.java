package io.dermflow.vision.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where model files are and what runs them. The directories are texts on purpose: Spring's own
/// conversion to a path looks for a relative one inside the web server's document root.
///
/// @param dir holds `models.json` and what it names (`MODELS_DIR`, or `WEIGHTS_DIR`); only read
/// @param manifestUrl of a manifest instead of the folder's: file, http, https or s3, in the
///   suite's own bucket `models`; the last name is `models.json` for file and s3
///   (`MODEL_MANIFEST_URL`)
/// @param device `cpu`, or `cuda` for all GPUs there are (`DEVICE`)
/// @param cacheDir where the native libraries are unpacked, 430 MB once (`DJL_CACHE_DIR`)
/// @param threads predictors per device, each a thread; 0 means one per core on the CPU, two per
///   GPU, so that one copies while the other computes
/// @param maxBatch largest batch on a GPU; the CPU gains nothing from batches (measured) and gets 1
/// @param queue calls that may wait per device; one more is refused
/// @param retireAfter how long a version that was switched away from must be idle before it is
///   freed; longer than a job may hold it
/// @param lookEvery how often the manifest is looked at for a change
@Validated
@ConfigurationProperties(prefix = "dermflow.models", ignoreUnknownFields = false)
public record ModelProperties(
        @DefaultValue("./models") @NotBlank String dir,
        @DefaultValue("") String manifestUrl,
        @DefaultValue("cpu") @NotNull DeviceKind device,
        @NotBlank String cacheDir,
        @DefaultValue("0") @Min(0) int threads,
        @DefaultValue("8") @Min(1) @Max(64) int maxBatch,
        @DefaultValue("64") @Min(1) int queue,
        @DefaultValue("60s") @NotNull Duration retireAfter,
        @DefaultValue("5s") @NotNull Duration lookEvery) {

    private static final Set<String> NAMED = Set.of("file", "s3");
    private static final Set<String> ANY_NAME = Set.of("http", "https");

    public ModelProperties {
        if (!manifestUrl.isBlank()) {
            URI address = URI.create(manifestUrl);
            String scheme = String.valueOf(address.getScheme());
            boolean named = String.valueOf(address.getPath()).endsWith("/" + ManifestDocument.NAME);
            if (!ANY_NAME.contains(scheme) && !(NAMED.contains(scheme) && named)) {
                throw new IllegalArgumentException(
                        "MODEL_MANIFEST_URL must begin with http: or https:, or with file:/ or"
                                + " s3:// and end with /models.json");
            }
        }
    }

    /// What computes.
    public enum DeviceKind {
        CPU,
        CUDA
    }

    Optional<URI> manifestAt() {
        return manifestUrl.isBlank() ? Optional.empty() : Optional.of(URI.create(manifestUrl));
    }

    Path directory() {
        return Path.of(dir);
    }

    Path cacheDirectory() {
        return Path.of(cacheDir).toAbsolutePath();
    }

    int threadsPerDevice() {
        if (threads > 0) {
            return threads;
        }
        return switch (device) {
            case CPU -> Runtime.getRuntime().availableProcessors();
            case CUDA -> 2;
        };
    }

    int largestBatch() {
        return device == DeviceKind.CPU ? 1 : maxBatch;
    }
}
