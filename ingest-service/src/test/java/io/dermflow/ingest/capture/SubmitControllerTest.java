package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static io.dermflow.ingest.capture.CaptureTesting.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class SubmitControllerTest {

    private static final String JOBS = "skin_analysis";

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired ObjectStore store;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void refusesTextThatIsNone() {
        var answer =
                person.submit(
                        Form.withImage(Photos.jpeg(1))
                                .field("client_reference", new byte[] {(byte) 0xff, 'a'}));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_field");
        assertThat(answer.text("field")).isEqualTo("client_reference");
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void acceptsNothingWhoseAnswerTheClientWouldNotTake() {
        Form form = Form.withImage(Photos.jpeg(1));

        var photo = CaptureTesting.submit(person.api.with("Accept", "image/png"), form);
        var byItsOtherName =
                person.api
                        .with("Accept", "image/png")
                        .post("/analyze-skin", form.contentType(), form.bytes());
        var figures =
                person.api
                        .with("Accept", "image/png")
                        .post(CAPTURES, "{\"metrics\": {\"height_cm\": 170}}");

        assertThat(photo.status()).isEqualTo(406);
        assertThat(photo.code()).isEqualTo("not_acceptable");
        assertThat(byItsOtherName.status()).isEqualTo(406);
        assertThat(figures.status()).isEqualTo(406);
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void answers202AndMakesObjectRowAndEvent() throws Exception {
        var answer =
                person.submit(
                        Form.withImage(Photos.jpeg(1))
                                .field("client_reference", "order 7")
                                .field("height_cm", "171.5"));

        assertThat(answer.status()).isEqualTo(202);
        TaskId task = TaskId.of(answer.text("capture_id"));
        assertThat(task.value().version()).isEqualTo(7);
        assertThat(answer.text("task_id")).isEqualTo(task.toString());
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.text("state")).isEqualTo("queued");
        assertThat(answer.header("Location")).isEqualTo(CAPTURES + "/" + task);
        assertThat(answer.body().at("/links/events").asString())
                .isEqualTo(CAPTURES + "/" + task + "/events");
        assertThat(person.outboxRows(JOBS)).isEqualTo(1);
        String key = person.imageKeys().getFirst();
        assertThat(key).matches("\\d{4}/\\d{2}/\\d{2}/" + task + "/image\\.jpg");
        try (var object = store.open(Bucket.RAW_CAPTURES, person.user.id(), key).orElseThrow()) {
            assertThat(object.content().readAllBytes()).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
            assertThat(object.mediaType()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void takesSeveralPartsAndDerivesTheAnalyses() {
        var answer =
                person.submit(
                        new Form()
                                .file("front", Photos.jpeg(2))
                                .file("portrait", Photos.png(3))
                                .field("language", "de"));

        assertThat(answer.status()).isEqualTo(202);
        String request =
                database.sql("select request from jobs where task_id = :task")
                        .param("task", TaskId.of(answer.text("task_id")).value())
                        .query(String.class)
                        .single();
        assertThat(request)
                .contains("\"analyses\": [\"body\", \"face\", \"skin\"]")
                .contains("\"language\": \"de\"")
                .contains("portrait.png");
    }

    @Test
    void namesThePartsOfAPhotoWhereAFileComesUnderAnother() {
        var answer = person.submit(new Form().file("photo", Photos.jpeg(5)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_field");
        assertThat(answer.text("field")).isEqualTo("photo");
        assertThat(answer.text("detail")).contains("'image'", "'portrait'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_reference",
                "language",
                "source",
                "height_cm",
                "sex",
                "age",
                "itches"
            })
    void takesAnEmptyFieldForNone(String field) {
        assertThat(person.submit(Form.withImage(Photos.jpeg(7)).field(field, "")).status())
                .isEqualTo(202);
    }

    @Test
    void saysThatAFieldIsTooLargeAndNotTheRequest() {
        var answer =
                person.submit(Form.withImage(Photos.jpeg(6)).field("language", "x".repeat(5000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("detail")).isEqualTo("The field is larger than 4096 bytes.");
        assertThat(answer.text("field")).isEqualTo("language");
    }

    @ParameterizedTest
    @CsvSource({"body,female,female", "'body,skin',male,male", "body,,", "skin,female,"})
    void tellsThePersonsSexToTheAnalysisOfTheBodyAlone(
            String analyses, @Nullable String said, @Nullable String told) {
        Form form = Form.withImage(Photos.jpeg(4)).field("analyses", analyses);

        var answer = person.submit(said == null ? form : form.field("sex", said));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(
                        database.sql(
                                        "select request #>> '{options,sex}' from jobs"
                                                + " where task_id = :task")
                                .param("task", TaskId.of(answer.text("task_id")).value())
                                .query(String.class)
                                .optional())
                .isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void tellsWhatThePersonSaysOfTheLesionToTheAnalysisOfTheSkin() {
        Form form =
                Form.withImage(Photos.jpeg(4))
                        .field("age", "63")
                        .field("bleeds", "true")
                        .field("itches", "false")
                        .field("grew", "");

        assertThat(lesionAnswers(person.submit(form)))
                .hasValueSatisfying(answers ->
                        assertThat(answers)
                                .contains("\"age\": 63", "\"bleeds\": true")
                                .contains("\"itches\": false", "\"grew\": null"));
        assertThat(lesionAnswers(person.submit(form.field("analyses", "face")))).isEmpty();
    }

    private Optional<String> lesionAnswers(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        return database.sql(
                        "select request #>> '{options,lesion_answers}' from jobs"
                                + " where task_id = :task")
                .param("task", TaskId.of(answer.text("task_id")).value())
                .query(String.class)
                .optional();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/captures | fr-CH, fr;q=0.9, en;q=0.8 | | fr",
                "/api/v1/captures | it, pt-BR;q=0.5 | | pt",
                "/api/v1/captures | de;q=x;;, | | en",
                "/api/v1/captures | * | | en",
                "/api/v1/captures | de | es-MX | es-MX",
                "/analyze-skin | de-AT | | de",
                "/api/upload-capture | es | | es"
            })
    void writesTheReportInTheLanguageOfTheFormElseOfTheHeader(
            String door, String header, String part, String language) {
        Form form = Form.withImage(Photos.jpeg(System.nanoTime()));
        if (part != null) {
            form.field("language", part);
        }

        var answer =
                person.api
                        .with("Accept-Language", header)
                        .post(door, form.contentType(), form.bytes());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(languages()).containsExactly(language);
    }

    @Test
    void keepsALargeImageWholeBeyondTheMemoryOfTheSpool() throws Exception {
        byte[] large = Photos.largeJpeg(4, 1900);
        assertThat(large.length).isGreaterThan(2 << 20);

        var answer = person.submit(Form.withImage(large));

        assertThat(answer.status()).isEqualTo(202);
        String key = person.imageKeys().getFirst();
        try (var object = store.open(Bucket.RAW_CAPTURES, person.user.id(), key).orElseThrow()) {
            assertThat(object.bytes()).isBetween(large.length - 1000L, (long) large.length);
        }
    }

    @Test
    void refusesWithoutConsentAndWritesNothing() {
        person.consent("analysis", false);

        var answer = person.submit(Form.withImage(Photos.jpeg(5)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("consent_required");
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void storesImagesOnlyWithConsentAndFalseAlwaysWins() {
        Form wanted = Form.withImage(Photos.jpeg(6)).field("store_images", "true");

        assertThat(person.submit(wanted).code()).isEqualTo("consent_required");

        person.consent("store_images", true);
        assertThat(person.submit(wanted).status()).isEqualTo(202);
        var withQuery =
                person.api.post(
                        CAPTURES + "?store_images=false", wanted.contentType(), wanted.bytes());
        assertThat(withQuery.status()).isEqualTo(202);
        assertThat(keptDays(withQuery)).isEqualTo(1);
        assertThat(keptDays(person.submit(Form.withImage(Photos.jpeg(7))))).isEqualTo(365);
    }

    @Test
    void namesRuleAndOffsetOfARefusedImage() {
        byte[] photo = Photos.jpeg(8);
        byte[] cut = Arrays.copyOf(photo, photo.length / 2);

        var answer = person.submit(Form.withImage(cut));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("image_truncated");
        assertThat(answer.body().path("rule").asString("")).startsWith("J");
        assertThat(answer.body().path("offset").asLong()).isPositive();
        assertThat(person.captureRows()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "analyses,nails,invalid_field,400",
        "height_cm,tall,invalid_field,400",
        "height_cm,NaN,invalid_field,400",
        "sex,woman,invalid_field,400",
        "sex,FEMALE,invalid_field,400",
        "age,old,invalid_field,400",
        "age,131,invalid_field,400",
        "age,-1,invalid_field,400",
        "bleeds,maybe,invalid_field,400",
        "source,fax,invalid_field,400",
        "colour,red,invalid_field,400",
        "store_images,maybe,invalid_field,400",
        "quality_policy,lenient,invalid_field,400",
        "steps,'denoise,-magic',invalid_field,400",
        "deadline,soon,invalid_field,400",
        "deadline,0,invalid_field,400",
        "deadline,-5,invalid_field,400",
        "deadline,1.5,invalid_field,400",
        "deadline,3601,invalid_field,400",
        "user_id,01890000-0000-7000-8000-000000000000,not_your_user_id,403"
    })
    void refusesFieldsItDoesNotUnderstand(String name, String value, String code, int status) {
        var answer = person.submit(Form.withImage(Photos.jpeg(9)).field(name, value));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void givesTheJobTheDeadlineThatTheFormAsksFor() {
        person.submit(Form.withImage(Photos.jpeg(9)).field("deadline", "90"));

        assertThat(
                        database.sql(
                                        """
                                        select extract(epoch from
                                            (request ->> 'deadline')::timestamptz
                                            - (request ->> 'timestamp')::timestamptz)
                                        from jobs where task_id = :task
                                        """)
                                .param("task", person.onlyTask().value())
                                .query(Double.class)
                                .single())
                .isEqualTo(90);
    }

    @Test
    void refusesAReferenceThatIsTooLongOrNotPrintable() {
        for (String reference : List.of("x".repeat(129), "a\u0000b", "a\nb", "\u202eabc")) {
            var answer =
                    person.submit(
                            Form.withImage(Photos.jpeg(9)).field("client_reference", reference));

            assertThat(answer.code()).isEqualTo("invalid_field");
        }
    }

    @Test
    void refusesMissingRepeatedAndConflictingParts() {
        byte[] photo = Photos.jpeg(10);

        assertThat(person.submit(new Form().field("analyses", "skin")).code())
                .isEqualTo("image_missing");
        assertThat(person.submit(Form.withImage(photo).file("image", photo)).code())
                .isEqualTo("repeated_part");
        assertThat(person.submit(Form.withImage(photo).file("front", photo)).code())
                .isEqualTo("conflicting_parts");
        assertThat(person.submit(Form.withImage(new byte[0])).code()).isEqualTo("image_missing");
    }

    @Test
    void takesACardBesideACloseUp() {
        var answer = person.submit(Form.withImage(Photos.jpeg(12)).file("ref", Photos.jpeg(13)));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void checksTheContentDigest() {
        Form form = Form.withImage(Photos.jpeg(11));

        assertThat(submit(person.api.with("Content-Digest", form.digest()), form).status())
                .isEqualTo(202);
        var wrong = Form.withImage(Photos.jpeg(12)).digest();
        assertThat(submit(person.api.with("Content-Digest", wrong), form).code())
                .isEqualTo("digest_mismatch");
        assertThat(submit(person.api.with("Content-Digest", "sha-256=:x:"), form).code())
                .isEqualTo("invalid_digest");
    }

    @Test
    void refusesWhatIsNotMultipartOrTooLarge() {
        assertThat(person.api.send("POST", CAPTURES, "text/plain", "x").code())
                .isEqualTo("unsupported_media_type");
        assertThat(person.submit(Form.withImage(new byte[(20 << 20) + 1])).status()).isEqualTo(415);
        byte[] endless = Arrays.copyOf(Photos.largeJpeg(13, 64), (20 << 20) + 1);
        assertThat(person.submit(Form.withImage(endless)).status()).isEqualTo(413);
        byte[] part = new byte[17 << 20];
        Form four = new Form();
        for (String name : List.of("a", "b", "c", "d")) {
            four.file(name, part);
        }
        assertThat(person.submit(four).status()).isEqualTo(413);
    }

    @Test
    void answersEveryCutOfAMultipartBodyWith4xx() {
        Form form = Form.withImage(Photos.jpeg(14)).field("language", "en");
        byte[] whole = form.bytes();

        for (int percent = 0; percent < 100; percent += 3) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            int status = person.api.post(CAPTURES, form.contentType(), cut).status();
            assertThat(status).as(percent + " %").isBetween(400, 499);
        }
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void answersBrokenMultipartHeadersWith400() {
        byte[] good = Form.withImage(Photos.jpeg(15)).bytes();

        for (String type :
                List.of(
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "multipart/form-data; boundary=other",
                        "multipart/form-data; boundary=" + "x".repeat(5000))) {
            assertThat(person.api.post(CAPTURES, type, good).status()).as(type).isEqualTo(400);
        }
        for (String body :
                List.of(
                        "--b\r\n\r\n--b--",
                        "--b\r\nContent-Disposition\r\n\r\nx\r\n--b--",
                        "--b\r\n" + "X: y\r\n".repeat(2000),
                        "--b\r\nContent-Type: multipart/mixed; boundary=cc\r\n"
                                + "Content-Disposition: form-data; name=\"image\"\r\n\r\n",
                        "--b--\r\n")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            assertThat(person.api.post(CAPTURES, "multipart/form-data; boundary=b", bytes).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void replaysTheSameAnswerForTheSameKey() {
        Api keyed = person.api.with("Idempotency-Key", "k-1");
        byte[] photo = Photos.jpeg(16);

        var first = submit(keyed, Form.withImage(photo).field("analyses", "skin"));
        var repeat = submit(keyed, Form.withImage(photo).field("analyses", " skin "));
        var other = submit(keyed, Form.withImage(Photos.jpeg(17)));

        assertThat(first.status()).isEqualTo(202);
        assertThat(repeat.status()).isEqualTo(202);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
        assertThat(person.captureRows()).isEqualTo(1);
        assertThat(person.outboxRows(JOBS)).isEqualTo(1);
    }

    @Test
    void freesTheKeyOfARefusedRequest() {
        Api keyed = person.api.with("Idempotency-Key", "k-2");

        assertThat(submit(keyed, Form.withImage(new byte[100])).status()).isEqualTo(415);
        assertThat(submit(keyed, Form.withImage(Photos.jpeg(18))).status()).isEqualTo(202);
    }

    @Test
    void keysOfTwoUsersDoNotMeet() {
        var other = new CaptureTesting(port, database);
        Form form = Form.withImage(Photos.jpeg(19));

        var mine = submit(person.api.with("Idempotency-Key", "k-3"), form);
        var theirs = submit(other.api.with("Idempotency-Key", "k-3"), form);

        assertThat(mine.status()).isEqualTo(202);
        assertThat(theirs.status()).isEqualTo(202);
        assertThat(mine.text("capture_id")).isNotEqualTo(theirs.text("capture_id"));
    }

    @Test
    void makesOneCaptureOfManyRequestsAtOnce() {
        Api keyed = person.api.with("Idempotency-Key", "k-4");
        Form form = Form.withImage(Photos.jpeg(20));

        var answers =
                IntStream.range(0, 12)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> submit(keyed, form)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allMatch(a -> a.status() == 202 || a.status() == 409);
        assertThat(answers).anyMatch(a -> a.status() == 202);
        assertThat(person.captureRows()).isEqualTo(1);
    }

    @Test
    void refusesAKeyWhileItsFirstRequestIsBeingReceivedAndTakesAStaleOneOver() {
        reservation("k-5", "now()");
        reservation("k-6", "now() - interval '10 minutes'");
        Form form = Form.withImage(Photos.jpeg(21));

        var early = submit(person.api.with("Idempotency-Key", "k-5"), form);
        var late = submit(person.api.with("Idempotency-Key", "k-6"), form);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("idempotency_in_progress");
        assertThat(late.status()).isEqualTo(202);
    }

    @Test
    void refusesMoreThanTheOpenCapturesOfAUser() {
        person.accepted();
        database.sql(
                        """
                        insert into captures (task_id, user_id, accepted_at, images,
                            images_expire_at, state, sequence)
                        select uuidv7(), user_id, accepted_at, '[]', images_expire_at, state, 1
                        from captures, generate_series(1, 199) where user_id = :user
                        """)
                .param("user", person.user.id().value())
                .update();

        var answer = person.submit(Form.withImage(Photos.jpeg(22)));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too_many_open");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void answers202WhenTheResultIsNotThereInTime() {
        Api waiting = person.api.with("Prefer", "respond-async, wait=1");

        var answer = submit(waiting, Form.withImage(Photos.jpeg(23)));

        assertThat(answer.status()).isEqualTo(202);
    }

    private List<String> languages() {
        return database.sql(
                        """
                        select request -> 'options' ->> 'language' from jobs
                        where task_id in (select task_id from captures where user_id = :user)
                        """)
                .param("user", person.user.id().value())
                .query(String.class)
                .list();
    }

    private void reservation(String key, String createdAt) {
        database.sql(
                        "insert into idempotency_keys (user_id, key, holder, created_at)"
                                + " values (:user, :key, gen_random_uuid(), "
                                + createdAt
                                + ")")
                .param("user", person.user.id().value())
                .param("key", key)
                .update();
    }

    private long keptDays(Api.Answer answer) {
        return database.sql(
                        """
                        select extract(day from images_expire_at - accepted_at) from captures
                        where task_id = :task
                        """)
                .param("task", TaskId.of(answer.text("task_id")).value())
                .query(Long.class)
                .single();
    }
}
