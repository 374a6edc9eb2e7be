package io.dermflow.ingest.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private static final long SEED = 20_261_126;
    private static final StageTimes EXPONENTIAL = new StageTimes(500, 2, 1.386, 4.605, 2);

    /// Worked by hand from Erlang's formula: C(1, 1/2) = 1/2, C(3, 2) = 4/9, C(2, 1) = 1/3.
    @Test
    void waitingChanceIsErlangsC() {
        assertThat(WaitingLine.waitingChance(0.5, 1)).isEqualTo(0.5, within(1e-12));
        assertThat(WaitingLine.waitingChance(2, 3)).isEqualTo(4.0 / 9, within(1e-12));
        assertThat(WaitingLine.waitingChance(1, 2)).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(WaitingLine.waitingChance(3, 3)).isEqualTo(1);
        assertThat(WaitingLine.waitingChance(0, 3)).isZero();
    }

    /// M/M/1, known in closed form: P(W > t) = rho exp(-(mu - lambda) t), with rho 0.8 here.
    @Test
    void waitIsExactForOneServerWithExponentialTimes() {
        double wait = WaitingLine.wait(0.4, EXPONENTIAL, 1, 0.9);

        assertThat(wait).isEqualTo(Math.log(0.8 / 0.1) / (0.5 - 0.4), within(1e-9));
    }

    @Test
    void nobodyWaitsWhereSlotsAreFreeAndEverybodyWhereTheyCanNotKeepUp() {
        assertThat(WaitingLine.wait(0.1, EXPONENTIAL, 8, 0.9)).isZero();
        assertThat(WaitingLine.wait(1, EXPONENTIAL, 2, 0.9)).isInfinite();
    }

    @Test
    void waitShrinksWithSlotsAndGrowsWithArrivals() {
        for (int slots = 5; slots < 12; slots++) {
            assertThat(WaitingLine.wait(2, EXPONENTIAL, slots + 1, 0.9))
                    .isLessThanOrEqualTo(WaitingLine.wait(2, EXPONENTIAL, slots, 0.9));
        }
        assertThat(WaitingLine.wait(2.4, EXPONENTIAL, 5, 0.9))
                .isGreaterThan(WaitingLine.wait(2.2, EXPONENTIAL, 5, 0.9));
    }

    /// A second implementation: the line itself, 200,000 captures. Equal times and times that vary
    /// by half of their mean, which is what stages do.
    @Test
    void agreesWithASimulatedLine() {
        agree(4, 0.9, 0, uniform -> 1);
        // Uniform on 0.134..1.866: mean 1, deviation 0.5.
        agree(4, 0.85, 0.5, uniform -> 1 + (uniform - 0.5) * Math.sqrt(12) * 0.5);
        agree(12, 0.95, 0.5, uniform -> 1 + (uniform - 0.5) * Math.sqrt(12) * 0.5);
    }

    private static void agree(
            int slots, double load, double deviation, DoubleUnaryOperator service) {
        double arrivals = load * slots;
        double computed =
                WaitingLine.wait(arrivals, new StageTimes(1, 1, 1, 1, deviation), slots, 0.9);

        double simulated = simulatedP90(slots, arrivals, service);

        assertThat(computed / simulated).as("slots %s load %s", slots, load).isBetween(0.85, 1.25);
    }

    private static double simulatedP90(int slots, double arrivals, DoubleUnaryOperator service) {
        var random = new Random(SEED);
        double[] free = new double[slots];
        double[] waits = new double[200_000];
        double now = 0;
        for (int i = 0; i < waits.length; i++) {
            now += -Math.log(1 - random.nextDouble()) / arrivals;
            int next = 0;
            for (int slot = 1; slot < slots; slot++) {
                next = free[slot] < free[next] ? slot : next;
            }
            waits[i] = Math.max(0, free[next] - now);
            free[next] = Math.max(now, free[next]) + service.applyAsDouble(random.nextDouble());
        }
        Arrays.sort(waits);
        return waits[(int) (0.9 * waits.length)];
    }
}
