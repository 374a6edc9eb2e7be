package io.dermflow.stack.endtoend;

import static io.dermflow.stack.endtoend.Person.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@EndToEnd
class OneCaptureTest {

    @Test
    void aPhotoGoesInAndAReadableReportComesOut() {
        Person person = Person.registered();

        String id = person.submit(Pictures.skin(1));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        JsonNode result = person.results(id);
        assertThat(result.path("capture_id").asString()).isEqualTo(id);
        assertThat(result.path("findings").size()).isPositive();
        assertThat(result.path("findings").path(0).path("score").asDouble()).isGreaterThan(0.25);
        assertThat(result.path("skin").path("monk_bucket").asInt()).isBetween(1, 10);
        assertThat(result.path("report").path("claims").size()).isPositive();
        assertThat(result.path("model_versions").path(0).path("sha256").asString()).hasSize(64);
        String report =
                expect(
                                200,
                                person.get(
                                        "/api/v1/captures/" + id + "/report",
                                        "Accept",
                                        "text/plain"))
                        .body();
        assertThat(report.replaceAll("\\s+", " ")).containsIgnoringCase("not a diagnosis");
    }

    @Test
    void aBodyIsMeasuredFromFrontAndSide() {
        Person person = Person.registered();

        String id =
                person.submit(
                        Map.of(
                                "front",
                                Pictures.body("front", 1),
                                "side",
                                Pictures.body("side", 1)),
                        Map.of("analyses", "body", "height_cm", "162.8"));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        JsonNode result = person.results(id);
        assertThat(result.path("metrics").size()).isEqualTo(8);
        JsonNode waist = result.path("metrics_detail").path("waist_circumference_cm");
        assertThat(result.path("metrics").path("waist_circumference_cm").asDouble())
                .as("86.1 cm by the figure's measures")
                .isBetween(
                        86.1 - waist.path("uncertainty").asDouble(),
                        86.1 + waist.path("uncertainty").asDouble());
        assertThat(waist.path("source").asString()).isEqualTo("regression");
        assertThat(result.path("shape").path("type").asString()).isNotEmpty();
        assertThat(result.path("artifacts").toString()).contains("body-front.png");
        String report =
                expect(
                                200,
                                person.get(
                                        "/api/v1/captures/" + id + "/report",
                                        "Accept",
                                        "text/plain"))
                        .body();
        assertThat(report).contains("162.8 cm");
    }

    @Test
    void aCardBesideABodyGivesItsHeight() throws IOException {
        Person person = Person.registered();

        String id =
                person.submit(
                        Map.of(
                                "front",
                                Pictures.bodyBesideCard(),
                                "side",
                                Pictures.body("side", 2)),
                        Map.of("analyses", "body", "steps", "masks"));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        JsonNode result = person.results(id);
        assertThat(result.path("quality").path("card_detected").asBoolean()).isTrue();
        JsonNode height = result.path("metrics_detail").path("height_cm");
        assertThat(height.path("source").asString()).isEqualTo("card");
        assertThat(height.path("uncertainty_parts").path("card").asDouble()).isPositive();
        assertThat(result.path("metrics").path("height_cm").asDouble())
                .isCloseTo(162.8, within(height.path("uncertainty").asDouble()));
        assertThat(result.path("timings").valueStream())
                .extracting(timing -> timing.path("step").asString())
                .contains("body", "card_beside");
        // 3000 x 4000 and 720 x 960 pixels, as they were worked on.
        Raster front = mask(person, id, "mask-person-front.png", 750, 1000);
        Raster side = mask(person, id, "mask-person-side.png", 720, 960);
        assertThat(List.of(values(front), values(side))).containsOnly(Set.of(0, 255));
        assertThat(front.getSample(375, 400, 0)).as("the trunk").isEqualTo(255);
    }

    /// None of them refuses a picture.
    @Test
    void remarksAreSaidWithWhatToDoInTheLanguageOfTheRequest() {
        Person person = Person.registered();

        String id =
                person.submit(
                        Map.of(
                                "front",
                                Pictures.grainy(),
                                "side",
                                Pictures.moved(),
                                "portrait",
                                Pictures.leaningFaceInLightFromOneSide(),
                                "ref",
                                Pictures.coveredCard()),
                        Map.of("analyses", "skin,face", "language", "de"));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        JsonNode quality = person.results(id).path("quality");
        assertThat(quality.path("checks").valueStream())
                .filteredOn(check -> check.path("verdict").asString().equals("warn"))
                .extracting(check ->
                        check.path("image").asString() + " " + check.path("code").asString())
                .contains(
                        "front noise",
                        "side motion_blur",
                        "portrait pose_head_tilt",
                        "portrait lighting_uneven",
                        "ref card_occluded");
        List<String> said =
                List.of(
                        "Im Dunkeln rauscht die Kamera.",
                        "Das Bild ist in einer Richtung verwischt.",
                        "Halte Kopf und Kamera gerade.",
                        "Wende dich dem Licht zu,",
                        "Lass alle vier Ecken der Karte frei,");
        String report =
                expect(
                                200,
                                person.get(
                                        "/api/v1/captures/" + id + "/report",
                                        "Accept",
                                        "text/plain"))
                        .body()
                        .replaceAll("\\s+", " ");
        assertThat(quality.path("actions").toString()).contains(said);
        assertThat(report).contains(said).contains("das Bild ist verwackelt");
    }

    @Test
    void aCaptureOfABodyWithoutOneIsRejectedWithWhatToDo() {
        Person person = Person.registered();

        String id =
                person.submit(
                        Map.of("front", Pictures.skin(11)),
                        Map.of("analyses", "body", "height_cm", "170"));

        assertThat(person.awaitEnd(id)).isEqualTo("rejected");
        JsonNode quality = person.results(id).path("quality");
        assertThat(quality.path("problems").path(0).asString()).isEqualTo("no_body");
        assertThat(quality.path("actions").size()).isPositive();
    }

    @Test
    void aFaceGetsItsFormAndItsSeason() {
        Person person = Person.registered();

        var answer = person.uploadTo("/api/v1/ml/analyze-face", Pictures.face());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode face = Person.JSON.readTree(answer.body());
        assertThat(face.propertyNames())
                .containsExactly(
                        "face_shape",
                        "face_shape_score",
                        "palette",
                        "palette_scores",
                        "features",
                        "processing_time_ms");
        assertThat(face.path("face_shape").asString())
                .isIn("Heart", "Oval", "Round", "Square", "Oblong");
        assertThat(face.path("palette_scores").size()).isEqualTo(12);
    }

    @Test
    void theOverlayCanBeSeenByItsOwnerAndBySignedLinkOnly() {
        Person person = Person.registered();
        String id = person.submit(Pictures.skin(2));
        person.awaitEnd(id);
        JsonNode artifact = person.results(id).path("artifacts").path(0);
        String path = "/api/v1/captures/" + id + "/artifacts/" + artifact.path("name").asString();

        byte[] overlay = person.getBytes(path).body();
        var signed = person.getBytes(artifact.path("url").asString());

        assertThat(overlay).startsWith(0x89, 'P', 'N', 'G');
        assertThat(signed.body()).isEqualTo(overlay);
        assertThat(Person.registered().get(path).statusCode()).isEqualTo(404);
        assertThat(
                        person.getBytes(
                                        artifact.path("url")
                                                .asString()
                                                .replace("signature=", "signature=x"))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theMasksCanBeHadAsPicturesOfOneChannel() throws IOException {
        Person person = Person.registered();
        String id = person.submit(Map.of("image", Pictures.skin(12)), Map.of("steps", "masks"));
        person.awaitEnd(id);
        JsonNode result = person.results(id);

        Raster lesions = mask(person, id, "mask-lesions-image.png", 800, 600);
        Raster skin = mask(person, id, "mask-skin-image.png", 800, 600);

        JsonNode findings = result.path("findings");
        JsonNode box = findings.path(0).path("box");
        int x = (int) (box.path("x").asDouble() + box.path("width").asDouble() / 2);
        int y = (int) (box.path("y").asDouble() + box.path("height").asDouble() / 2);
        assertThat(lesions.getSample(x, y, 0)).as("F1 in the middle of its box").isEqualTo(1);
        assertThat(skin.getSample(x, y, 0)).as("no plain skin").isZero();
        assertThat(values(lesions))
                .isEqualTo(
                        IntStream.rangeClosed(0, findings.size())
                                .boxed()
                                .collect(Collectors.toSet()));
        assertThat(values(skin)).containsExactlyInAnyOrder(0, 255);
    }

    @Test
    void eventsComeInOrderAndResumeWhereTheyStopped() {
        Person person = Person.registered();
        String id = person.submit(Pictures.skin(3));
        String path = "/api/v1/captures/" + id + "/events";

        List<String> all = ids(expect(200, person.get(path)).body());
        List<String> rest = ids(expect(200, person.get(path, "Last-Event-ID", "2")).body());

        assertThat(all).startsWith("1", "2").hasSizeGreaterThan(3);
        assertThat(rest).isEqualTo(all.subList(2, all.size()));
    }

    @Test
    void whoWaitsGetsTheResultAtOnce() {
        Person person = Person.registered();

        var answer = person.upload(Pictures.skin(4), "Prefer", "wait=30");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Person.JSON.readTree(answer.body()).path("state").asString())
                .isEqualTo("succeeded");
    }

    @Test
    void aPictureThatShowsNothingIsRejectedWithReasons() {
        Person person = Person.registered();

        String id = person.submit(Pictures.blank());

        assertThat(person.awaitEnd(id)).isEqualTo("rejected");
        JsonNode result = person.results(id);
        assertThat(result.path("quality").path("problems").size()).isPositive();
        assertThat(result.path("quality").path("actions").size()).isPositive();
        assertThat(result.path("findings").size()).isZero();
    }

    @Test
    void aBoardIsRejectedInTheLanguageOfItsRequest() {
        Person person = Person.registered();

        String id = person.submit(Map.of("image", Pictures.board()), Map.of("language", "de"));

        assertThat(person.awaitEnd(id)).isEqualTo("rejected");
        var answer = person.get("/api/v1/captures/" + id + "/results");
        assertThat(answer.headers().firstValue("Content-Language")).contains("de");
        JsonNode quality = Person.JSON.readTree(answer.body()).path("quality");
        assertThat(quality.path("problems").path(0).asString()).isEqualTo("not_skin");
        String action =
                "Lass die Haut den größten Teil des Bildes füllen, ohne Kleidung und Hintergrund.";
        assertThat(quality.path("actions").path(0).asString()).isEqualTo(action);
        for (String form : List.of("", "/events")) {
            String path = "/api/v1/captures/" + id + form;
            assertThat(person.get(path).body()).as(form).contains("not_skin");
            // The result event, which may come first, has the code alone.
            Await.until(
                    "the sentence in " + path,
                    Suite.PATIENCE,
                    () -> person.get(path).body().contains(action));
        }
    }

    @Test
    void pngIsAnalysedToo() {
        Person person = Person.registered();

        String id = person.submit(Pictures.skinPng(5));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
    }

    @Test
    void withoutConsentNothingIsTaken() {
        var answer = Person.withoutConsent().upload(Pictures.skin(6));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("consent_required");
    }

    @Test
    void anothersTokenNeverOpensACapture() {
        Person owner = Person.registered();
        String id = owner.submit(Pictures.skin(7));
        owner.awaitEnd(id);
        Person other = Person.registered();

        for (String path :
                List.of(
                        "",
                        "/status",
                        "/events",
                        "/results",
                        "/report",
                        "/artifacts/overlay-image.png")) {
            assertThat(other.get("/api/v1/captures/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(other.post("/api/v1/captures/" + id + "/cancel", "{}").statusCode())
                .isEqualTo(404);
        assertThat(other.delete("/api/v1/captures/" + id).statusCode()).isEqualTo(404);
        assertThat(other.get("/api/v1/captures").body()).doesNotContain(id);
        assertThat(owner.state(id)).isEqualTo("succeeded");
    }

    @Test
    void theSameKeyGivesTheSameCapture() {
        Person person = Person.registered();
        String key = UUID.randomUUID().toString();

        String first =
                Person.id(expect(202, person.upload(Pictures.skin(8), "Idempotency-Key", key)));
        String again =
                Person.id(expect(202, person.upload(Pictures.skin(8), "Idempotency-Key", key)));
        int other = person.upload(Pictures.skin(9), "Idempotency-Key", key).statusCode();

        assertThat(again).isEqualTo(first);
        assertThat(other).isEqualTo(422);
    }

    @Test
    void aDeletedCaptureIsGoneEverywhere() {
        Person person = Person.registered();
        String id = person.submit(Pictures.skin(10));
        person.awaitEnd(id);

        expect(204, person.delete("/api/v1/captures/" + id));

        assertThat(person.get("/api/v1/captures/" + id).statusCode()).isEqualTo(404);
        Await.until(
                "the result to be erased",
                Suite.PATIENCE,
                () -> person.get("/api/v1/captures/" + id + "/results").statusCode() == 404);
    }

    private static Raster mask(Person person, String id, String name, int width, int height)
            throws IOException {
        byte[] png = person.getBytes("/api/v1/captures/" + id + "/artifacts/" + name).body();
        Raster mask = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
        assertThat(List.of(mask.getWidth(), mask.getHeight(), mask.getNumBands()))
                .containsExactly(width, height, 1);
        return mask;
    }

    private static Set<Integer> values(Raster mask) {
        return Arrays.stream(
                        mask.getSamples(0, 0, mask.getWidth(), mask.getHeight(), 0, (int[]) null))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static List<String> ids(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }
}
