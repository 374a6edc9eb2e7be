package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However a file arrives, good or broken: same verdict, same place, same bytes.
class ChunkingTest {

    private static final int[] CHUNKS = {1, 7, 8_192};
    private static final int MUTATIONS = 60;

    static Stream<String> names() {
        return Pictures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theVerdictDoesNotDependOnTheChunks(String name) {
        byte[] file = Pictures.all().get(name);
        assertSame(file);
        assertSame(Arrays.copyOf(file, file.length + 100));

        var random = new Random(name.hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            assertSame(mutated(file, random));
        }
    }

    private static void assertSame(byte[] file) {
        var whole = Verdict.of(file);
        for (int chunk : CHUNKS) {
            var chunked = Verdict.of(file, Verdict.SMALL_ALLOWED, chunk);
            assertThat(chunked.image()).isEqualTo(whole.image());
            assertThat(chunked.refused().map(ImageRefused::getMessage))
                    .isEqualTo(whole.refused().map(ImageRefused::getMessage));
            if (whole.isAccepted()) {
                assertThat(chunked.canonical()).isEqualTo(whole.canonical());
            }
        }
    }

    /// Flipped bits, bytes that mean something, a piece lost, a piece doubled, a cut.
    private static byte[] mutated(byte[] file, Random random) {
        byte[] changed = file.clone();
        int range = random.nextBoolean() ? Math.min(700, file.length) : file.length;
        int at = random.nextInt(range);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) 0xFF;
            case 2 -> changed = without(file, at, 1 + random.nextInt(20));
            case 3 -> System.arraycopy(file, at, changed, 0, Math.min(30, file.length - at));
            default -> changed = Arrays.copyOf(file, at);
        }
        return changed;
    }

    private static byte[] without(byte[] file, int at, int length) {
        int end = Math.min(file.length, at + length);
        byte[] shorter = Arrays.copyOf(file, file.length - (end - at));
        System.arraycopy(file, end, shorter, at, file.length - end);
        return shorter;
    }
}
