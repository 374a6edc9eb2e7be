package io.dermflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.part.Part;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three servers themselves: what they were given survives their death.
class InfrastructureTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path data;
    private static LocalStack stack;
    private static Clients clients;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start(StackOptions.on(data).onAnyPort().infrastructureOnly());
        stack.awaitHealthy(LIMIT);
        clients = new Clients(stack);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void keepsARecordARowAndAnObjectWhenEachServerIsKilled() throws Exception {
        clients.createTopic("kept");
        clients.send("kept", "record");
        clients.execute(Part.INGEST, "create table kept (word text)");
        clients.execute(Part.INGEST, "insert into kept values ('row')");
        clients.put("raw-captures", "a/b/kept", "object");

        stack.kill(Part.KAFKA);
        stack.kill(Part.POSTGRES);
        stack.kill(Part.OBJECTS);
        stack.awaitHealthy(LIMIT);

        assertThat(clients.read("kept")).containsExactly("record");
        assertThat(clients.query(Part.INGEST, "select word from kept")).isEqualTo("row");
        assertThat(clients.get("raw-captures", "a/b/kept")).isEqualTo("object");
    }

    @Test
    void hasANewEmptyLogAfterKafkaWasWiped() throws Exception {
        clients.createTopic("lost");
        String clusterBefore = clients.clusterId();

        stack.wipeKafka();
        stack.awaitHealthy(LIMIT);

        assertThat(clients.clusterId()).isNotEqualTo(clusterBefore);
        assertThat(clients.topics()).doesNotContain("lost");
    }

    @Test
    void hidesEachSchemaFromTheOthers() throws Exception {
        clients.execute(Part.REPORT, "create table secret (word text)");

        assertThat(clients.query(Part.REPORT, "select current_schema()")).isEqualTo("report");
        assertThatThrownBy(() -> clients.query(Part.INGEST, "select word from report.secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void writesWhatItCommitsToTheDisk() throws Exception {
        assertThat(clients.query(Part.INGEST, "show fsync")).isEqualTo("on");
        assertThat(clients.query(Part.INGEST, "show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void refusesAnObjectStoreClientWithAnotherSecret() {
        assertThatThrownBy(() -> clients.withWrongSecret().put("raw-captures", "x", "y"))
                .hasMessageContaining("403");
    }

    @Test
    void refusesASecondStackOnTheSameData() {
        assertThatThrownBy(() -> LocalStack.start(StackOptions.on(data).infrastructureOnly()))
                .hasMessageContaining("already runs");
    }

    @Test
    void hasTheAddressesItHadAfterARestart() throws Exception {
        InetSocketAddress kafka = stack.address(Part.KAFKA);
        InetSocketAddress objects = stack.address(Part.OBJECTS);
        clients.put("exports", "over-a-restart", "kept");

        stack.close();
        stack = LocalStack.start(StackOptions.on(data).infrastructureOnly());
        stack.awaitHealthy(LIMIT);
        clients = new Clients(stack);

        assertThat(stack.address(Part.KAFKA)).isEqualTo(kafka);
        assertThat(stack.address(Part.OBJECTS)).isEqualTo(objects);
        assertThat(clients.get("exports", "over-a-restart")).isEqualTo("kept");
    }
}
