package io.dermflow.ingest.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What intake says of one file: for tests.
record Verdict(Optional<AcceptedImage> image, Optional<ImageRefused> refused, byte[] canonical) {

    /// Small pictures are welcome here, so that tests stay fast.
    static final ImageLimits SMALL_ALLOWED =
            new ImageLimits(20L << 20, 51_000_000, 20_000, 1, 64, 64 << 10, 1 << 20);

    static Verdict of(byte[] file) {
        return of(file, SMALL_ALLOWED, Integer.MAX_VALUE);
    }

    static Verdict of(byte[] file, ImageLimits limits) {
        return of(file, limits, Integer.MAX_VALUE);
    }

    static Verdict of(byte[] file, ImageLimits limits, int chunk) {
        var canonical = new ByteArrayOutputStream();
        try (var walk = new ImageIntake(limits).begin(canonical)) {
            int at = 0;
            while (at < file.length) {
                int length = Math.min(chunk, file.length - at);
                walk.feed(file, at, length);
                at += length;
            }
            var image = walk.finish();
            return new Verdict(Optional.of(image), Optional.empty(), canonical.toByteArray());
        } catch (ImageRefused refused) {
            return new Verdict(Optional.empty(), Optional.of(refused), canonical.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAccepted() {
        return image.isPresent();
    }

    /// `accepted`, or code and rule as `image_corrupt J12`.
    String words() {
        return refused.map(r -> r.code() + " " + r.rule()).orElse("accepted");
    }

    AcceptedImage accepted() {
        return image.orElseThrow(() -> new AssertionError(refused.orElseThrow().getMessage()));
    }

    ImageRefused refusal() {
        return refused.orElseThrow(() -> new AssertionError("accepted"));
    }
}
