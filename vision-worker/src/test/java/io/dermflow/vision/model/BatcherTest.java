package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.http.DependencyUnavailable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

class BatcherTest {

    private final Recorder recorder = new Recorder();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    @Test
    void answersEachInput() {
        try (var batcher = batcher(2, 4, 8)) {
            var answers = List.of(batcher.submit(1), batcher.submit(2), batcher.submit(3));

            assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(10, 20, 30);
        }
    }

    @Test
    void takesWhatWaitsAsOneBatchOfAPowerOfTwo() {
        try (var batcher = batcher(1, 4, 8)) {
            var first = holdTheThread(batcher);
            var waiting = List.of(batcher.submit(1), batcher.submit(2), batcher.submit(3));
            recorder.release();

            first.join();
            waiting.forEach(CompletableFuture::join);

            assertThat(recorder.batches).containsExactly(List.of(0), List.of(1, 2), List.of(3));
            assertThat(sizes).as("told").containsExactly(1, 2, 1);
        }
    }

    @Test
    void neverExceedsTheLargestBatch() {
        try (var batcher = batcher(1, 2, 8)) {
            var first = holdTheThread(batcher);
            var waiting = List.of(batcher.submit(1), batcher.submit(2), batcher.submit(3));
            recorder.release();

            first.join();
            waiting.forEach(CompletableFuture::join);

            assertThat(recorder.batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThan(3));
        }
    }

    @Test
    void refusesAtOnceWhenFull() {
        try (var batcher = batcher(1, 1, 1)) {
            var first = holdTheThread(batcher);
            var second = batcher.submit(1);

            assertThatThrownBy(() -> batcher.submit(2)).isInstanceOf(DependencyUnavailable.class);

            recorder.release();
            assertThat(first.join() + second.join()).isEqualTo(10);
        }
    }

    @Test
    void tellsEveryoneInABatchOfItsFailure() {
        try (var batcher = batcher(1, 4, 8)) {
            var first = holdTheThread(batcher);
            var bad = batcher.submit(-1);
            var beside = batcher.submit(1);
            recorder.release();
            first.join();

            assertThatThrownBy(bad::join).hasRootCauseMessage("negative");
            assertThatThrownBy(beside::join).hasRootCauseMessage("negative");
            assertThat(batcher.submit(5).join()).as("the thread lives on").isEqualTo(50);
        }
    }

    @Test
    void finishesWhatWaitsBeforeItCloses() {
        var batcher = batcher(1, 1, 8);
        var first = holdTheThread(batcher);
        var second = batcher.submit(2);
        recorder.release();

        batcher.close();

        assertThat(first).isCompleted();
        assertThat(second).isCompletedWithValue(20);
        assertThatThrownBy(() -> batcher.submit(3)).isInstanceOf(DependencyUnavailable.class);
    }

    @Test
    void givesEachThreadAWorkerOfItsOwn() {
        try (var _ = batcher(3, 1, 8)) {
            assertThat(recorder.threads).hasSize(3);
        }
    }

    @Test
    void failsWhenAWorkerCannotBeMade() {
        assertThatThrownBy(() ->
                        new Batcher<Integer, Integer>(
                                "broken",
                                1,
                                1,
                                1,
                                sizes::add,
                                () -> {
                                    throw new ModelRefused("no such model");
                                }))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ModelRefused.class);
    }

    /// Whoever hears of the failure frees the memory that all of them work on.
    @Test
    void failsOnlyWhenItsOtherThreadsHaveEnded() {
        var broken = new AtomicBoolean();
        var making =
                CompletableFuture.supplyAsync(() ->
                        new Batcher<Integer, Integer>(
                                "half",
                                2,
                                1,
                                1,
                                sizes::add,
                                () -> {
                                    if (broken.compareAndSet(false, true)) {
                                        throw new ModelRefused("no such model");
                                    }
                                    recorder.apply(List.of(0));
                                    return recorder;
                                }));
        recorder.awaitBusy();

        assertThatThrownBy(() -> making.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        recorder.release();
        assertThatThrownBy(making::join).hasRootCauseInstanceOf(ModelRefused.class);
        assertThat(recorder.closed).isTrue();
    }

    @Test
    void closesOnlyWhenItsThreadsHaveEndedEvenForACallerThatIsInterrupted() {
        var batcher = batcher(1, 1, 8);
        holdTheThread(batcher);
        var closing =
                CompletableFuture.supplyAsync(() -> {
                    Thread.currentThread().interrupt();
                    batcher.close();
                    return Thread.interrupted();
                });

        assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        recorder.release();
        assertThat(closing.join()).as("still interrupted").isTrue();
        assertThat(recorder.closed).isTrue();
    }

    /// The process would end beside threads that are inside native code, and libtorch tears its
    /// objects down under them.
    @Test
    void letsNoContextCloseWhileItsWorkersAreMade() throws Exception {
        var context = new GenericApplicationContext();
        context.registerBean(SmartLifecycle.class, this::slowToMake);
        var starting = CompletableFuture.runAsync(context::refresh);
        recorder.awaitBusy();

        var closing = CompletableFuture.runAsync(context::close);

        assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        recorder.release();
        CompletableFuture.allOf(starting, closing).get(30, TimeUnit.SECONDS);
        assertThat(recorder.closed).isTrue();
    }

    private SmartLifecycle slowToMake() {
        return new SmartLifecycle() {
            private Batcher<Integer, Integer> batcher;

            @Override
            public void start() {
                batcher =
                        new Batcher<>(
                                "slow",
                                1,
                                1,
                                1,
                                sizes::add,
                                () -> {
                                    recorder.apply(List.of(0));
                                    return recorder;
                                });
            }

            @Override
            public void stop() {
                batcher.close();
            }

            @Override
            public boolean isRunning() {
                return batcher != null;
            }
        };
    }

    private Batcher<Integer, Integer> batcher(int threads, int largestBatch, int capacity) {
        return new Batcher<>(
                "test",
                threads,
                largestBatch,
                capacity,
                sizes::add,
                () -> {
                    recorder.threads.add(Thread.currentThread().getName());
                    return recorder;
                });
    }

    /// Returns when the only thread is busy with the input 0.
    private CompletableFuture<Integer> holdTheThread(Batcher<Integer, Integer> batcher) {
        var first = batcher.submit(0);
        recorder.awaitBusy();
        return first;
    }

    /// Multiplies by ten; stops at the input 0 until released.
    private static final class Recorder implements Batcher.Worker<Integer, Integer> {

        private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final CountDownLatch busy = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean closed;

        @Override
        public List<Integer> apply(List<Integer> inputs) {
            batches.add(List.copyOf(inputs));
            if (inputs.contains(0)) {
                busy.countDown();
                await(released);
            }
            if (inputs.stream().anyMatch(input -> input < 0)) {
                throw new IllegalArgumentException("negative");
            }
            return inputs.stream().map(input -> input * 10).toList();
        }

        void awaitBusy() {
            await(busy);
        }

        void release() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
