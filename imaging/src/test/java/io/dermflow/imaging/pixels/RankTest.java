package io.dermflow.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTest {

    @Test
    void findsWhatStandsAtARankAfterSorting() {
        var random = new Random(1);
        for (var run = 0; run < 2000; run++) {
            var count = 1 + random.nextInt(40);
            var values = new float[count + 3];
            for (var i = 0; i < values.length; i++) {
                values[i] = random.nextInt(15) - 7;
            }
            var sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            var rank = random.nextInt(count);
            assertThat(Rank.select(values, count, rank)).isEqualTo(sorted[rank]);
        }
    }
}
