package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds a fixed set of threads from one bounded queue, work-conserving: a free thread takes what
/// is there, up to the largest batch, and never waits for more. Batch sizes are powers of two, so
/// that only a few shapes ever reach the native side.
///
/// Each thread has a worker of its own for its whole life, because predictors must not be shared
/// between threads. Thread-safe.
///
/// @param <I> one input
/// @param <O> its answer
final class Batcher<I, O> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);
    private static final long LOOK_MS = 200;

    private final BlockingQueue<Call<I, O>> queue;
    private final int largestBatch;
    private final IntConsumer sizes;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    private record Call<I, O>(I input, CompletableFuture<O> answer) {}

    /// What a thread works with: answers a whole batch, in order.
    interface Worker<I, O> extends Function<List<I>, List<O>>, AutoCloseable {
        @Override
        void close();
    }

    /// Starts the threads and returns when every worker is made.
    ///
    /// When one can't be made the others are ended first: whoever hears of it frees the memory that
    /// all of them work on.
    ///
    /// @param workers called once on each thread
    /// @param capacity calls that may wait
    /// @param sizes hears of each batch how large it is, before it is worked on
    Batcher(
            String name,
            int threadCount,
            int largestBatch,
            int capacity,
            IntConsumer sizes,
            Supplier<? extends Worker<I, O>> workers) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.largestBatch = Integer.highestOneBit(largestBatch);
        this.sizes = sizes;
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        var settled = new CountDownLatch(threadCount);
        for (int i = 1; i <= threadCount; i++) {
            var made = new CompletableFuture<Void>();
            made.whenComplete((_, _) -> settled.countDown());
            ready.add(made);
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name(name + "-" + i)
                            .start(() -> work(workers, made)));
        }
        ToTheEnd.of(settled);
        try {
            ready.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            close();
            throw e;
        }
    }

    /// Queues one input.
    ///
    /// @throws DependencyUnavailable at once if the queue is full or closed
    CompletableFuture<O> submit(I input) {
        var call = new Call<I, O>(input, new CompletableFuture<>());
        if (!open) {
            throw closed();
        }
        if (!queue.offer(call)) {
            throw new DependencyUnavailable("model", "its queue is full", null);
        }
        // The threads may have ended between the question and the offer: nobody would answer.
        if (!open && queue.remove(call)) {
            throw closed();
        }
        return call.answer();
    }

    private static DependencyUnavailable closed() {
        return new DependencyUnavailable("model", "it is being replaced", null);
    }

    /// Calls that wait.
    int waiting() {
        return queue.size();
    }

    private void work(Supplier<? extends Worker<I, O>> workers, CompletableFuture<Void> made) {
        try (Worker<I, O> worker = workers.get()) {
            made.complete(null);
            while (open || !queue.isEmpty()) {
                List<Call<I, O>> batch = next();
                if (!batch.isEmpty()) {
                    sizes.accept(batch.size());
                    answer(worker, batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
            LOG.debug("model thread ends error={}", e.toString());
        }
    }

    /// The first that comes and what waits behind it.
    private List<Call<I, O>> next() throws InterruptedException {
        List<Call<I, O>> batch = new ArrayList<>();
        Call<I, O> first = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            int size = Integer.highestOneBit(Math.min(largestBatch, 1 + queue.size()));
            queue.drainTo(batch, size - 1);
            giveBackOdd(batch);
        }
        return batch;
    }

    /// Another thread may have been quicker: then the batch is cut to a power of two again.
    private void giveBackOdd(List<Call<I, O>> batch) {
        int size = Integer.highestOneBit(batch.size());
        while (batch.size() > size && queue.offer(batch.getLast())) {
            batch.removeLast();
        }
    }

    private static <I, O> void answer(Worker<I, O> worker, List<Call<I, O>> batch) {
        try {
            List<O> answers = worker.apply(batch.stream().map(Call::input).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(call -> call.answer().completeExceptionally(e));
        }
    }

    /// Refuses new calls, finishes those that wait, ends the threads.
    @Override
    public void close() {
        open = false;
        threads.forEach(ToTheEnd::of);
    }
}
