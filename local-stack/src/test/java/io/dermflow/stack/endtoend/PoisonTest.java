package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An image that kills the worker's whole process, and its neighbours.
@EndToEnd
class PoisonTest {

    @AfterEach
    void cure() {
        Suite.restartWith(Part.VISION, Map.of());
    }

    @Test
    void aKillerIsGivenUpAfterThreeTriesAndItsNeighboursSucceed() {
        byte[] killer = Pictures.skin(666);
        Person person = Person.registered();
        String whileItWasHarmless = person.submit(killer);
        person.awaitEnd(whileItWasHarmless);
        String sha256 =
                Person.JSON
                        .readTree(
                                Partner.records("skin_analysis").get(whileItWasHarmless).getFirst())
                        .path("images")
                        .path(0)
                        .path("sha256")
                        .asString();
        Suite.restartWith(Part.VISION, Map.of("HALT_ON_SHA256", sha256));

        Crowd healthy = new Crowd().submit(4);
        String poison = person.submit(killer);
        healthy.submit(4);

        healthy.assertAllSucceededOnce();
        assertThat(person.awaitEnd(poison)).isEqualTo("failed");
        JsonNode result = person.results(poison);
        assertThat(result.path("reason").path("code").asString()).isEqualTo("tries_used_up");
    }
}
