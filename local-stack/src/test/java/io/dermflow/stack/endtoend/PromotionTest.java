package io.dermflow.stack.endtoend;

import static io.dermflow.stack.endtoend.Person.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Another version of the skin model, put into the bucket that all workers look at, takes over and
/// goes again by one call each, while captures are in flight.
@EndToEnd
class PromotionTest {

    private static final Path SHIPPED = Path.of("../models");
    private static final String BUCKET = "models";
    private static final String MANIFEST = "models.json";
    private static final String PROMOTE = "/api/v1/models/skin/promote";
    private static final String ROLLBACK = "/api/v1/models/skin/rollback";
    private static final String HISTORY = "/api/v1/models/history?limit=2";
    private static final String BODY = "{\"version\":\"1.1\"}";

    @Test
    void aPromotedVersionAnswersUntilItIsRolledBack() throws Exception {
        offerAnotherVersion();
        Person admin = AdminAccount.added().loggedIn();
        Person person = Person.registered();
        Crowd crowd = new Crowd().submit(6);

        var forbidden = person.post(PROMOTE, BODY);
        JsonNode promoted = Person.JSON.readTree(expect(200, admin.post(PROMOTE, BODY)).body());
        awaitAnswersBy(person, "1.1");
        crowd.submit(6);
        JsonNode back = Person.JSON.readTree(expect(200, admin.post(ROLLBACK, "{}")).body());
        awaitAnswersBy(person, "1.0");

        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(promoted.path("from").asString()).isEqualTo("skin@1.0");
        assertThat(promoted.path("to").asString()).isEqualTo("skin@1.1");
        assertThat(back.path("from").asString()).isEqualTo("skin@1.1");
        assertThat(back.path("to").asString()).isEqualTo("skin@1.0");
        assertThat(admin.post(ROLLBACK, "{}").body()).contains("nothing_to_roll_back");
        assertThat(person.get(HISTORY).statusCode()).isEqualTo(403);
        assertThat(Person.JSON.readTree(expect(200, admin.get(HISTORY)).body()).path("changes"))
                .as("newest first")
                .containsExactly(back, promoted);
        crowd.assertAllSucceededOnce();
    }

    /// The shipped network under another number.
    private static void offerAnotherVersion() throws IOException {
        var objects = new Clients(Suite.stack());
        JsonNode shipped = Person.JSON.readTree(SHIPPED.resolve(MANIFEST).toFile());
        ObjectNode other =
                shipped.path("models")
                        .valueStream()
                        .filter(entry -> entry.path("name").asString().equals("skin"))
                        .map(ObjectNode.class::cast)
                        .findFirst()
                        .orElseThrow();
        byte[] network = Files.readAllBytes(SHIPPED.resolve(other.path("file").asString()));
        other.put("version", "1.1").put("file", "skin/v1.1/model.pt").put("active", false);
        other.remove("golden");
        other.remove("card");
        ObjectNode manifest = manifest(objects);
        manifest.withArray("models").add(other);
        objects.put(BUCKET, "skin/v1.1/model.pt", RequestBody.fromBytes(network));
        objects.put(BUCKET, MANIFEST, RequestBody.fromString(manifest.toString()));
    }

    /// What other tests have promoted stays.
    private static ObjectNode manifest(Clients objects) {
        try {
            return (ObjectNode) Person.JSON.readTree(objects.get(BUCKET, MANIFEST));
        } catch (NoSuchKeyException nothingYet) {
            return Person.JSON.createObjectNode().put("schema", 1);
        }
    }

    /// Every worker follows within seconds.
    private static void awaitAnswersBy(Person person, String version) {
        Await.until(
                "an answer by skin " + version,
                Suite.PATIENCE,
                () -> version.equals(usedBy(person)));
    }

    private static String usedBy(Person person) {
        String id = person.submit(Pictures.skin(System.nanoTime()));
        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        return person.results(id)
                .path("model_versions")
                .valueStream()
                .filter(model -> model.path("name").asString().equals("skin"))
                .map(model -> model.path("version").asString())
                .findFirst()
                .orElseThrow();
    }
}
