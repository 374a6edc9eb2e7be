package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageWalkTest {

    private static final int CHUNK = 8_192;

    private final ImageIntake intake = new ImageIntake(ImageLimits.DEFAULT);

    @Test
    void theMediaTypeIsKnownAfterTheFirstBytes() throws Exception {
        byte[] png = Pngs.of(2, 8, 0).bytes();
        try (var walk = intake.begin(OutputStream.nullOutputStream())) {
            walk.feed(png, 0, 11);
            assertThat(walk.mediaType()).isEmpty();

            walk.feed(png, 11, 1);
            assertThat(walk.mediaType()).contains("image/png");
        }
    }

    @Test
    void memoryForAJpegDoesNotGrowWithTheFile() throws Exception {
        byte[] entropy = new byte[15 << 20];
        Arrays.fill(entropy, (byte) 0x55);
        byte[] large =
                JpegParts.of(Pictures.jpeg(3))
                        .change(JpegMarker.SOS, sos -> sos.withEntropy(entropy))
                        .bytes();
        walk(Pictures.jpeg(3));

        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        walk(large);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(256 << 10);
    }

    @Test
    void whatTheCanonicalStreamThrowsComesOut() {
        byte[] file = Pictures.jpeg(3);
        var full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("disk full");
                    }
                };
        try (var walk = intake.begin(full)) {
            assertThatThrownBy(() -> walk.feed(file, 0, file.length))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
        }
    }

    private void walk(byte[] file) throws ImageRefused, IOException {
        try (var walk = intake.begin(OutputStream.nullOutputStream())) {
            for (int at = 0; at < file.length; at += CHUNK) {
                walk.feed(file, at, Math.min(CHUNK, file.length - at));
            }
            walk.finish();
        }
    }
}
