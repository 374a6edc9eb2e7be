package io.dermflow.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.Api.Answer;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.ReportService;
import io.dermflow.ingest.capture.CaptureTesting;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@IngestTest
class ExportControllerTest {

    @LocalServerPort int port;
    @Autowired JdbcClient database;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        properties.add("dermflow.capture.report-url", ReportService.running()::url);
        properties.add("dermflow.export.llm-url", Assistant.running()::url);
    }

    @Test
    void givesPeopleTheirOwnDataAndNoSecrets() {
        var user = new Api(port).newUser();
        Api session = new Api(port).as(user.accessToken());
        session.put("/api/v1/me/consents", "{\"analysis\": true}");

        Answer answer = session.post("/api/v1/me/export", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("account").get("email").asString()).isEqualTo(user.email());
        assertThat(answer.body().get("account").get("user_id").asString())
                .isEqualTo(user.id().toString());
        assertThat(answer.body().get("consents").get("analysis").asBoolean()).isTrue();
        assertThat(answer.body().toString()).doesNotContain("argon2", user.refreshToken());
    }

    @Test
    void givesEveryCaptureNewestFirstWithItsResult() {
        var person = new CaptureTesting(port, database);
        TaskId ended = person.accepted();
        TaskId open = person.accepted();
        end(ended);
        ReportService.running().serves(ended, "{\"state\": \"succeeded\", \"mark\": 7}");

        Answer answer = person.api.post("/api/v1/me/export", "");

        var captures = answer.body().get("captures");
        assertThat(captures.valueStream().map(one -> one.get("capture_id").asString()))
                .containsExactly(open.toString(), ended.toString());
        assertThat(captures.get(0).has("result")).isFalse();
        assertThat(captures.get(1).at("/result/mark").asInt()).isEqualTo(7);
        assertThat(captures.get(1).at("/metrics_history/path").asString())
                .isEqualTo("/api/v1/captures/" + ended + "/metrics/history");
        assertThat(captures.get(1).at("/pictures/0/media_type").asString()).isEqualTo("image/jpeg");
        assertThat(answer.body().get("complete").asBoolean()).isTrue();
        assertThat(answer.body().toString()).doesNotContain("object_key");
    }

    @Test
    void saysWhenAResultCouldNotBeFetched() {
        var person = new CaptureTesting(port, database);
        TaskId ended = person.accepted();
        end(ended);
        ReportService.running().serves(ended, "");

        Answer answer = person.api.post("/api/v1/me/export", "");

        assertThat(answer.body().get("captures").size()).isEqualTo(1);
        assertThat(answer.body().get("complete").asBoolean()).isFalse();
    }

    @Test
    void givesWhatWasSaidToTheAssistantAndSaysWhenItCouldNot() {
        var user = new Api(port).newUser();
        var other = new Api(port).newUser();
        Assistant.running().heard(user.accessToken(), "Which blouse?");
        Api session = new Api(port).as(user.accessToken());

        Answer answer = session.post("/api/v1/me/export", "");
        Assistant.running().away(true);
        Answer without = session.post("/api/v1/me/export", "");
        Assistant.running().away(false);
        Answer others = new Api(port).as(other.accessToken()).post("/api/v1/me/export", "");

        assertThat(answer.body().at("/conversations/0/session_id").asString())
                .isEqualTo(Assistant.SESSION);
        assertThat(answer.body().at("/conversations/0/messages/0/asked").asString())
                .isEqualTo("Which blouse?");
        assertThat(answer.body().get("complete").asBoolean()).isTrue();
        assertThat(without.body().get("conversations")).isEmpty();
        assertThat(without.body().get("complete").asBoolean()).isFalse();
        assertThat(others.body().get("conversations")).isEmpty();
        assertThat(others.body().get("complete").asBoolean()).isTrue();
    }

    private void end(TaskId task) {
        database.sql("update captures set state = 'succeeded', ended_at = now() where task_id = ?")
                .param(task.value())
                .update();
    }
}
