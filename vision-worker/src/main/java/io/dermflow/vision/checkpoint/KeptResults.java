package io.dermflow.vision.checkpoint;

import io.dermflow.events.EventCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a checkpoint holds: compressed JSON, whose checksum tells of damage.
///
/// @param boundTo all that the results depend on beside models; another word: another job, or other
///   conditions
/// @param steps in the order in which they ran
record KeptResults(String boundTo, List<Kept> steps) {

    /// More is not kept: thirty outlines that each fill a picture of working size.
    private static final int MOST_BYTES = 8 << 20;

    KeptResults {
        steps = List.copyOf(steps);
    }

    /// One step's result.
    ///
    /// @param doneBy as [KeptStep#doneBy]
    /// @param nanos how long the step took
    /// @param result as [Forms] has it
    record Kept(String step, String doneBy, long nanos, String result) {}

    /// @return empty when it would be too large
    Optional<byte[]> encoded() {
        byte[] json = EventCodec.mapper().writeValueAsBytes(this);
        if (json.length > MOST_BYTES) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return Optional.of(bytes.toByteArray());
    }

    /// @return empty for damaged bytes
    static Optional<KeptResults> decoded(byte[] bytes) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] json = gzip.readNBytes(MOST_BYTES + 1);
            return json.length > MOST_BYTES ? Optional.empty() : Optional.ofNullable(read(json));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static @Nullable KeptResults read(byte[] json) {
        return EventCodec.mapper().readValue(json, KeptResults.class);
    }
}
