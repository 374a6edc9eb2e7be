package io.dermflow.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final UserId ANNA = new UserId(UUID.randomUUID());
    private static final UserId BEN = new UserId(UUID.randomUUID());

    private final Places places = new Places(3, 2, "too_many");

    @Test
    void boundsOneUser() {
        places.take(ANNA);
        var second = places.take(ANNA);

        assertRefused(() -> places.take(ANNA), "too_many");
        second.close();
        places.take(ANNA);
    }

    @Test
    void boundsEverybody() {
        places.take(ANNA);
        places.take(ANNA);
        var third = places.take(BEN);

        assertRefused(() -> places.take(BEN), "busy");
        third.close();
        places.take(BEN);
    }

    @Test
    void aRefusalTakesNoPlace() {
        places.take(ANNA);
        places.take(ANNA);
        for (int i = 0; i < 10; i++) {
            assertRefused(() -> places.take(ANNA), "too_many");
        }

        places.take(BEN).close();
    }

    private static void assertRefused(ThrowingCallable taking, String code) {
        assertThatThrownBy(taking)
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo(code);
                            assertThat(problem.retryAfter()).isNotNull();
                        });
    }
}
