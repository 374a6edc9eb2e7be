package io.dermflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Does something many times with a fixed number in flight: the next begins when one has ended.
final class InFlight {

    private InFlight() {}

    /// @param work gets the number of the piece, 0 first
    /// @return milliseconds of each piece, and how long all took
    static Run run(int pieces, int inFlight, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        double[] millis = new double[pieces];
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(inFlight)) {
            List<Callable<@Nullable Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < inFlight; lane++) {
                lanes.add(() -> {
                    for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                        long begun = System.nanoTime();
                        work.accept(i);
                        millis[i] = (System.nanoTime() - begun) / 1e6;
                    }
                    return null;
                });
            }
            for (var lane : pool.invokeAll(lanes)) {
                lane.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Run((System.nanoTime() - start) / 1e9, Quantiles.of(millis));
    }

    record Run(double seconds, Quantiles millis) {}
}
