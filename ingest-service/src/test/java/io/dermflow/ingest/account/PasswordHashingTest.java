package io.dermflow.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final Password PASSWORD = new Password("violet harbour 42");

    @Test
    void hashesWithArgon2idAndASaltOfItsOwn() {
        var hashing = new PasswordHashing(new AccountProperties("", 1, 4));

        String first = hashing.hash(PASSWORD);

        assertThat(first).startsWith("$argon2id$v=19$m=16384,t=2,p=1$");
        assertThat(hashing.hash(PASSWORD)).isNotEqualTo(first);
        assertThat(hashing.matches(PASSWORD, Optional.of(first))).isTrue();
        assertThat(hashing.matches(new Password("Violet harbour 42"), Optional.of(first)))
                .isFalse();
        hashing.destroy();
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() {
        var hashing = new PasswordHashing(new AccountProperties("", 1, 4));
        Optional<String> hash = Optional.of(hashing.hash(PASSWORD));
        var wrong = new Password("another harbour 42");

        long known = medianNanos(() -> hashing.matches(wrong, hash));
        long unknown = medianNanos(() -> hashing.matches(wrong, Optional.empty()));

        assertThat(unknown / (double) known).isBetween(0.5, 2.0);
        hashing.destroy();
    }

    @Test
    void nobodysPasswordLogsNobodyIn() {
        var hashing = new PasswordHashing(new AccountProperties("", 1, 4));

        assertThat(hashing.matches(new Password("nobody's password"), Optional.empty())).isFalse();
        hashing.destroy();
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        var hashing = new PasswordHashing(new AccountProperties("", 1, 2));
        List<String> codes = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> storm = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                storm.add(threads.submit(() -> hashing.hash(PASSWORD)));
            }
            for (Future<String> one : storm) {
                codes.add(codeOf(one));
            }
        }

        assertThat(codes).contains("busy").contains("hashed").containsOnly("busy", "hashed");
        assertThat(hashing.hash(PASSWORD)).isNotEmpty();
        hashing.destroy();
    }

    private static String codeOf(Future<String> hashed) throws InterruptedException {
        try {
            hashed.get();
            return "hashed";
        } catch (ExecutionException e) {
            return e.getCause() instanceof ApiProblem problem ? problem.code() : e.toString();
        }
    }

    private static long medianNanos(Callable<?> work) {
        long[] times = new long[7];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            try {
                work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
