package io.dermflow.ingest.upload;

import io.dermflow.ingest.image.AcceptedImage;
import io.dermflow.ingest.image.ImageIntake;
import io.dermflow.ingest.image.ImageLimits;
import io.dermflow.ingest.image.ImageRefused;
import io.dermflow.ingest.image.ImageWalk;
import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Image intake in which everything but JPEG waits for its turn chunk by chunk, because a PNG
/// inflates. The turn is per chunk and not per image: a slow sender must not hold it.
@Component
class GatedIntake {

    private static final int CHUNK = 16 * 1024;
    private static final byte JPEG_START = (byte) 0xff;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ImageIntake intake;
    private final Semaphore turns;
    private final Duration wait;

    GatedIntake(UploadProperties properties) {
        this.intake = new ImageIntake(limits(properties.maxPart().toBytes()));
        this.turns = new Semaphore(properties.heavyWalks(), true);
        this.wait = properties.heavyWait();
    }

    /// Walks the image to its end and writes its canonical form.
    ///
    /// @throws IOException only from the sender's side
    AcceptedImage take(InputStream image, OutputStream canonical) throws ImageRefused, IOException {
        byte[] chunk = new byte[CHUNK];
        int count = image.readNBytes(chunk, 0, CHUNK);
        boolean heavy = count > 0 && chunk[0] != JPEG_START;
        try (ImageWalk walk = intake.begin(canonical)) {
            while (count > 0) {
                feed(walk, chunk, count, heavy);
                count = image.readNBytes(chunk, 0, CHUNK);
            }
            return walk.finish();
        }
    }

    private void feed(ImageWalk walk, byte[] chunk, int count, boolean heavy)
            throws ImageRefused, IOException {
        if (!heavy) {
            walk.feed(chunk, 0, count);
            return;
        }
        awaitTurn();
        try {
            walk.feed(chunk, 0, count);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy().causedBy(e);
        }
    }

    private static ApiProblem busy() {
        return ApiProblem.unavailable(
                "busy", "Too many PNG and WebP images at once; send JPEG or try again.", SOON);
    }

    private static ImageLimits limits(long maxBytes) {
        var usual = ImageLimits.DEFAULT;
        return new ImageLimits(
                maxBytes,
                usual.maxPixels(),
                usual.maxSide(),
                usual.minSide(),
                usual.maxScans(),
                usual.maxStrayBytes(),
                usual.maxIccBytes());
    }
}
