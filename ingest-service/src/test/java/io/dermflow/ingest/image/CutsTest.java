package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file that was cut is never taken.
class CutsTest {

    static Stream<String> names() {
        return Pictures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutsAtEveryPercentAndNearTheEndAreRefused(String name) {
        byte[] file = Pictures.all().get(name);

        for (int percent = 0; percent < 100; percent++) {
            assertRefused(file, (int) ((long) file.length * percent / 100));
        }
        for (int missing = 1; missing <= 32; missing++) {
            assertRefused(file, file.length - missing);
        }
    }

    private static void assertRefused(byte[] file, int length) {
        var verdict = Verdict.of(Arrays.copyOf(file, length));

        assertThat(verdict.refused()).as("%d of %d bytes", length, file.length).isPresent();
        assertThat(verdict.refusal().code())
                .isIn("image_truncated", "image_missing", "unsupported_format");
    }
}
