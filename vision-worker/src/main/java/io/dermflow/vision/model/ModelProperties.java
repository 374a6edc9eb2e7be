package io.dermflow.vision.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where model files are and what runs them. The directories are texts on purpose: Spring's own
/// conversion to a path looks for a relative one inside the web server's document root.
///
/// @param dir holds `models.json` and what it names (`MODELS_DIR`)
/// @param device `cpu`, or `cuda` for all GPUs there are (`DEVICE`)
/// @param cacheDir where the native libraries are unpacked, 430 MB once (`DJL_CACHE_DIR`)
/// @param threads predictors per device, each a thread; 0 means one per core on the CPU, two per
///   GPU, so that one copies while the other computes
/// @param maxBatch largest batch on a GPU; the CPU gains nothing from batches (measured) and gets 1
/// @param queue calls that may wait per device; one more is refused
/// @param lookEvery how often `models.json` is looked at for a change
@Validated
@ConfigurationProperties(prefix = "dermflow.models", ignoreUnknownFields = false)
public record ModelProperties(
        @DefaultValue("./models") @NotBlank String dir,
        @DefaultValue("cpu") @NotNull DeviceKind device,
        @NotBlank String cacheDir,
        @DefaultValue("0") @Min(0) int threads,
        @DefaultValue("8") @Min(1) @Max(64) int maxBatch,
        @DefaultValue("64") @Min(1) int queue,
        @DefaultValue("5s") @NotNull Duration lookEvery) {

    /// What computes.
    public enum DeviceKind {
        CPU,
        CUDA
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
