package io.dermflow.stack.process;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.PartState;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One part of the stack: started, watched, and started again with back-off when it ends without
/// having been asked to.
///
/// Failure semantics: a start that fails (a program that is missing, a data folder that can't be
/// written) counts like a process that ended at once, so it is tried again, and said so each time.
/// Thread-safe; a virtual thread of its own ("keeper") does the watching while the part is wanted.
public final class Child {

    private static final Logger log = LoggerFactory.getLogger(Child.class);
    private static final Duration PROBE_WHILE_STARTING = Duration.ofMillis(100);
    private static final Duration PROBE_WHILE_HEALTHY = Duration.ofSeconds(3);

    private final Recipe recipe;
    private final Spawner spawner;
    private final BooleanSupplier gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below are guarded by the lock.
    private PartState state = PartState.STOPPED;
    private @Nullable Process process;
    private @Nullable Thread keeper;
    private boolean wanted;
    private boolean paused;
    private int restarts;

    /// @param gate must open once before the first start
    public Child(Recipe recipe, Spawner spawner, BooleanSupplier gate) {
        this.recipe = recipe;
        this.spawner = spawner;
        this.gate = gate;
    }

    public Instance instance() {
        return recipe.instance();
    }

    /// Wants the part; returns at once.
    public void start() {
        update(() -> {
            wanted = true;
            if (keeper == null) {
                state = PartState.WAITING;
                String name = "keeper-" + name();
                keeper = Thread.ofVirtual().name(name).start(this::keep);
            }
        });
    }

    /// Ends the part in good order, by force after its grace, and holds it down until [#start()].
    public void stop() throws InterruptedException, IOException {
        Process running = unwant();
        if (running != null) {
            resume();
            recipe.stopSignal().send(running.pid());
            if (!running.waitFor(recipe.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} did not end within {}, killing it", name(), recipe.grace());
            }
            running.destroyForcibly().waitFor();
        }
        awaitKeeper();
    }

    /// Kills the process with SIGKILL; returns when it is dead. It is started again by itself.
    public void kill() throws InterruptedException {
        Process running = locked(() -> process);
        if (running != null) {
            running.destroyForcibly().waitFor();
            update(() -> paused = false);
        }
    }

    /// Kills the process with SIGKILL and holds the part down until [#start()].
    public void halt() throws InterruptedException {
        Process running = unwant();
        if (running != null) {
            running.destroyForcibly().waitFor();
            update(() -> paused = false);
        }
        awaitKeeper();
    }

    /// Kills the process and forgets the part, without waiting for anything.
    public void abandon() {
        Process running = unwant();
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /// Freezes the process with SIGSTOP.
    public void pause() throws IOException {
        Process running = locked(() -> process);
        if (running != null) {
            Signal.STOP.sendToTree(running);
            update(() -> paused = true);
        }
    }

    /// Thaws a process frozen by [#pause()].
    public void resume() throws IOException {
        Process running = locked(() -> paused ? process : null);
        if (running != null) {
            Signal.CONT.sendToTree(running);
            update(() -> {
                paused = false;
                state = PartState.UNHEALTHY;
            });
        }
    }

    public PartState state() {
        return locked(() -> paused ? PartState.PAUSED : seen());
    }

    public OptionalLong pid() {
        Process running = locked(() -> process);
        return running != null && running.isAlive()
                ? OptionalLong.of(running.pid())
                : OptionalLong.empty();
    }

    public int restarts() {
        return locked(() -> restarts);
    }

    /// A process may have died a moment before its keeper noticed.
    private PartState seen() {
        boolean dead = process == null || !process.isAlive();
        return state == PartState.HEALTHY && dead ? PartState.BACKING_OFF : state;
    }

    private void keep() {
        Backoff backoff = new Backoff();
        try {
            awaitGate();
            while (!retired()) {
                long begin = System.nanoTime();
                runOnce();
                if (isWanted()) {
                    waitToRestart(backoff.after(Duration.ofNanos(System.nanoTime() - begin)));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// One step with the question whether the part is wanted, so that a start that comes now either
    /// keeps this keeper or gets a new one.
    private boolean retired() {
        return locked(() -> {
            if (!wanted) {
                keeper = null;
                state = PartState.STOPPED;
            }
            return !wanted;
        });
    }

    private void awaitKeeper() throws InterruptedException {
        Thread watching = locked(() -> keeper);
        if (watching != null) {
            watching.join();
        }
    }

    private void awaitGate() throws InterruptedException {
        while (isWanted() && !gate.getAsBoolean()) {
            waitUnlessStopped(PROBE_WHILE_STARTING);
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            recipe.prepare();
            become(PartState.STARTING);
            Process running = spawner.spawn(recipe.launch());
            if (!adopt(running)) {
                running.destroyForcibly().waitFor();
                return;
            }
            watch(running);
            log.info("{} ended pid={} exit={}", name(), running.pid(), running.exitValue());
        } catch (IOException e) {
            log.error("{} cannot be started error={}", name(), e.toString());
        } catch (RuntimeException e) {
            // The top of this thread: a fault of ours.
            log.error("{} cannot be started", name(), e);
        } finally {
            update(() -> process = null);
        }
    }

    private void watch(Process running) throws IOException, InterruptedException {
        boolean settled = false;
        while (!waitFor(running, settled)) {
            boolean healthy = recipe.healthy();
            if (healthy && !settled) {
                recipe.settle();
                settled = true;
                log.info("{} is healthy pid={}", name(), running.pid());
            }
            if (settled) {
                become(healthy ? PartState.HEALTHY : PartState.UNHEALTHY);
            }
        }
    }

    private boolean waitFor(Process running, boolean settled) throws InterruptedException {
        boolean calm = settled && state() == PartState.HEALTHY;
        Duration pause = calm ? PROBE_WHILE_HEALTHY : PROBE_WHILE_STARTING;
        return running.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void waitToRestart(Duration pause) throws InterruptedException {
        become(PartState.BACKING_OFF);
        int count = locked(() -> ++restarts);
        log.warn(
                "{} ended, starting it again in {} ms restarts={}",
                name(),
                pause.toMillis(),
                count);
        waitUnlessStopped(pause);
    }

    private boolean adopt(Process running) {
        return locked(() -> {
            process = running;
            return wanted;
        });
    }

    private @Nullable Process unwant() {
        return locked(() -> {
            wanted = false;
            changed.signalAll();
            return process;
        });
    }

    private void waitUnlessStopped(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        return locked(() -> wanted);
    }

    private void become(PartState next) {
        update(() -> state = next);
    }

    private String name() {
        return instance().shortName();
    }

    private void update(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
