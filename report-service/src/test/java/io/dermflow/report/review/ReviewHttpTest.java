package io.dermflow.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.adjustment.Corrected;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The database is shared with other tests, so what others left behind is in the list too.
@ReportServiceTest
class ReviewHttpTest {

    private static final String DOOR = "/api/v1/admin/captures";

    private final UserId adminId = Corrected.somebody();
    private final String admin = Tokens.user(adminId, "admin");
    private final String labeler = Tokens.user(Corrected.somebody(), "labeler");

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;
    @Autowired private JdbcClient database;

    @Test
    void showsWhatNeedsReviewThenWhatWasEditedThenTheRestEachOnce() {
        Corrected plain = capture(false);
        Corrected edited = capture(false);
        edited.correct("{\"waist_cm\": 76}");
        Corrected urgent = Corrected.of(Outcomes.ofABodyAlone(), topics, results, http);

        List<String> all = walk(admin, "");

        assertThat(all).doesNotHaveDuplicates();
        assertThat(all)
                .containsSubsequence(
                        urgent.task().toString(),
                        edited.task().toString(),
                        plain.task().toString());
    }

    @Test
    void aMeasureThatIsTooUncertainAsksForReviewUntilSomebodyCorrectsIt() {
        Corrected uncertain = Corrected.of(Outcomes.ofABodyAlone(), topics, results, http);
        Corrected sure = capture(false);

        assertThat(uncertain.result().path("review_state").asString()).isEqualTo("needs_review");
        assertThat(sure.result().path("review_state").asString()).isEqualTo("none");
        uncertain.correct("{\"waist_cm\": 76}");
        assertThat(uncertain.result().path("review_state").asString()).isEqualTo("edited");
    }

    @Test
    void showsALabelerOnlyCapturesOfOwnersWhoAgreedToTraining() {
        Corrected closed = capture(false);
        Corrected open = capture(true);

        assertThat(walk(labeler, "")).contains(open.task().toString());
        assertThat(walk(labeler, "")).doesNotContain(closed.task().toString());
        assertThat(walk(admin, "")).contains(open.task().toString(), closed.task().toString());
    }

    @Test
    void saysWhatWaitsAndNothingOfWhatWasMeasuredOrWhoseItIs() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76.25}"));

        JsonNode item = item(admin, "?review=edited&limit=200", capture);

        assertThat(item.path("review_state").asString()).isEqualTo("edited");
        assertThat(item.path("latest_adjustment_id").asString()).isEqualTo(adjustment);
        assertThat(item.path("open_adjustments").asInt()).isEqualTo(1);
        assertThat(item.path("training_consent").asBoolean(true)).isFalse();
        assertThat(item.toString()).doesNotContain("76.25", capture.ownerId().toString());
    }

    @Test
    void filtersByStateAndReviewState() {
        Corrected edited = capture(false);
        edited.correct("{\"waist_cm\": 76}");
        var failed = Corrected.of(Outcomes.failed(), topics, results, http);

        assertThat(walk(admin, "review=edited&"))
                .contains(edited.task().toString())
                .doesNotContain(failed.task().toString());
        assertThat(walk(admin, "state=failed&"))
                .contains(failed.task().toString())
                .doesNotContain(edited.task().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, invalid_request",
        "?limit=201, invalid_request",
        "?state=happy, invalid_field",
        "?review=happy, invalid_field",
        "?cursor=3.x, invalid_field"
    })
    void refusesWhatItCannotRead(String query, String code) {
        var answer = http.get(DOOR + query, admin);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    @Test
    void isForReviewersAndWritesEachLookDown() {
        assertThat(http.get(DOOR, Tokens.user(Corrected.somebody(), "user")).status())
                .isEqualTo(403);
        assertThat(http.get(DOOR, Tokens.user(Corrected.somebody(), "partner")).status())
                .isEqualTo(403);
        assertThat(http.get(DOOR, "").status()).isEqualTo(401);
        assertThat(http.get(DOOR, admin).status()).isEqualTo(200);

        assertThat(
                        database.sql("select action from audit where actor_id = ?")
                                .param(adminId.value())
                                .query(String.class)
                                .list())
                .containsExactly("list_captures");
    }

    /// All ids, page by page.
    private List<String> walk(String token, String filter) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            var page = http.get(DOOR + "?" + filter + "limit=7" + cursor, token).json();
            page.path("items").forEach(item -> ids.add(item.path("capture_id").asString()));
            cursor =
                    page.path("next_cursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    private JsonNode item(String token, String query, Corrected capture) {
        return http.get(DOOR + query, token)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("capture_id").asString().equals(capture.task().toString()))
                .findFirst()
                .orElseThrow();
    }

    private Corrected capture(boolean training) {
        return Corrected.of(Outcomes.measured(training), topics, results, http);
    }
}
