package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EndToEnd
class ConsentWithdrawnTest {

    @AfterEach
    void settle() {
        Suite.awaitHealthy();
    }

    @Test
    void aQueuedCaptureIsCanceledWhenConsentIsWithdrawn() throws Exception {
        Person person = Person.registered();
        String id;
        Suite.stack().stop(Part.VISION);
        try {
            id = person.submit(Pictures.skin(40));
            person.put("/api/v1/me/consents", "{\"analysis\":false}");
        } finally {
            Suite.stack().start(Part.VISION);
        }

        assertThat(person.awaitEnd(id)).isEqualTo("canceled");
        assertThat(person.results(id).path("reason").path("code").asString())
                .isEqualTo("consent_withdrawn");
        assertThat(person.results(id).path("findings").size()).isZero();
    }

    @Test
    void aQueuedCaptureCanBeCanceledByItsOwner() throws Exception {
        Person person = Person.registered();
        String id;
        Suite.stack().stop(Part.VISION);
        try {
            id = person.submit(Pictures.skin(41));
            assertThat(person.post("/api/v1/captures/" + id + "/cancel", "{}").statusCode())
                    .isBetween(200, 202);
            assertThat(person.awaitEnd(id)).isEqualTo("canceled");
        } finally {
            Suite.stack().start(Part.VISION);
        }
        Suite.awaitHealthy();

        assertThat(person.state(id)).isEqualTo("canceled");
    }
}
