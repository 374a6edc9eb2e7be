package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A user who has agreed to the analysis, and what they do with captures.
public final class CaptureTesting {

    public static final String CAPTURES = "/api/v1/captures";

    public final Api.TestUser user;
    public final Api api;
    private final Api anonymous;
    private final JdbcClient database;

    public CaptureTesting(int port, JdbcClient database) {
        this.anonymous = new Api(port);
        this.user = anonymous.newUser();
        this.api = anonymous.as(user.accessToken());
        this.database = database;
        consent("analysis", true);
    }

    CaptureTesting consent(String purpose, boolean given) {
        var answer = api.put("/api/v1/me/consents", "{\"%s\": %s}".formatted(purpose, given));
        assertThat(answer.status()).isEqualTo(200);
        return this;
    }

    Api.Answer submit(Form form) {
        return submit(api, form);
    }

    static Api.Answer submit(Api api, Form form) {
        return api.post(CAPTURES, form.contentType(), form.bytes());
    }

    /// A new capture of a picture of its own.
    public TaskId accepted() {
        var answer = submit(Form.withImage(Photos.jpeg(System.nanoTime())));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return TaskId.of(answer.text("capture_id"));
    }

    public Api.Answer show(TaskId task) {
        return api.get(CAPTURES + "/" + task);
    }

    /// Who may go through the doors of operations.
    public Api admin() {
        Api.TestUser admin = anonymous.newUser();
        database.sql("update users set roles = array['user', 'admin'] where id = :id")
                .param("id", admin.id().value())
                .update();
        return anonymous.as(
                anonymous
                        .post("/api/v1/auth/login", Api.credentials(admin.email(), Api.PASSWORD))
                        .text("access_token"));
    }

    TaskId onlyTask() {
        return database.sql("select task_id from captures where user_id = :user")
                .param("user", user.id().value())
                .query((row, _) -> TaskId.of(row.getString(1)))
                .single();
    }

    int captureRows() {
        return count("select count(*) from captures where user_id = :user");
    }

    int outboxRows(String topic) {
        return database.sql(
                        """
                        select count(*) from outbox where topic = :topic
                            and convert_from(payload, 'UTF8')::jsonb ->> 'user_id' = :user
                        """)
                .param("topic", topic)
                .param("user", user.id().toString())
                .query(Integer.class)
                .single();
    }

    List<String> imageKeys() {
        return database.sql(
                        """
                        select image ->> 'object_key' from captures,
                            jsonb_array_elements(images) as image where user_id = :user
                        """)
                .param("user", user.id().value())
                .query(String.class)
                .list();
    }

    private int count(String sql) {
        return database.sql(sql).param("user", user.id().value()).query(Integer.class).single();
    }
}
