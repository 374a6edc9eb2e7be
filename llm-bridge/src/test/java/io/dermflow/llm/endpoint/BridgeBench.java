package io.dermflow.llm.endpoint;

import static io.dermflow.llm.endpoint.RawServer.DONE;
import static io.dermflow.llm.endpoint.RawServer.USAGE;
import static io.dermflow.llm.endpoint.RawServer.delta;
import static io.dermflow.llm.endpoint.RawServer.finish;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the bridge adds to a call, beside the bare JDK client at the same scripted server, by turns
/// in one run. Not part of the build; bench/llm_bridge.md says how to run it.
class BridgeBench {

    private static final int WARM_UP = 300;
    private static final int CALLS = 1_000;
    private static final String BODY = delta("word ").repeat(100) + finish("stop") + USAGE + DONE;

    @Test
    void measures() throws Exception {
        try (var server =
                        new RawServer(
                                RawServer.says(200, "Content-Type: text/event-stream\r\n", BODY));
                var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var model = Models.at(server)) {
            byte[] sent = ChatWire.write(Models.question(Purpose.REPORT), "m-1", true);
            double[] direct = new double[CALLS];
            double[] asked = new double[CALLS];
            double[] streamed = new double[CALLS];
            for (int i = -WARM_UP; i < CALLS; i++) {
                int at = Math.max(0, i);
                direct[at] = millis(() -> post(http, server, sent));
                asked[at] = millis(() -> model.ask(Models.question(Purpose.REPORT), Models.LIMIT));
                streamed[at] =
                        millis(() ->
                                model.stream(Models.question(Purpose.CHAT), Models.LIMIT, _ -> {}));
            }
            print("direct", direct);
            print("ask", asked);
            print("stream", streamed);
            System.out.printf(
                    Locale.ROOT,
                    "added by ask p50 %.2f ms, by stream p50 %.2f ms%n",
                    at(asked, 0.5) - at(direct, 0.5),
                    at(streamed, 0.5) - at(direct, 0.5));
        }
    }

    private static void post(HttpClient http, RawServer server, byte[] body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/v1/chat/completions"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo(BODY);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double at(double[] times, double share) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static void print(String name, double[] times) {
        System.out.printf(
                Locale.ROOT,
                "%-7s p50 %.2f ms, p95 %.2f ms, n %d%n",
                name,
                at(times, 0.5),
                at(times, 0.95),
                times.length);
    }
}
