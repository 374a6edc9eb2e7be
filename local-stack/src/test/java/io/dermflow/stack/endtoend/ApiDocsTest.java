package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every door that the documentation names is there.
@EndToEnd
class ApiDocsTest {

    @Test
    void everyDocumentedDoorOpensOrAsksForAToken() {
        Person person = Person.registered();
        var paths =
                Person.JSON
                        .readTree(person.get("/api-docs", "Accept", "application/json").body())
                        .path("paths");
        List<String> missing = new ArrayList<>();

        paths.properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(door -> {
                                    String code = knock(person, door.getKey(), path.getKey());
                                    if (code.startsWith("404 /") || code.startsWith("405")) {
                                        missing.add(
                                                door.getKey() + " " + path.getKey() + " " + code);
                                    }
                                }));

        assertThat(paths.size()).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    /// A 404 of a handler names its thing ("There is no such ..."); one of nobody names the path.
    private static String knock(Person person, String method, String path) {
        String concrete = path.replaceAll("\\{[^}]+}", "0190a000-0000-7000-8000-000000000001");
        if (concrete.endsWith("/me/delete") || concrete.endsWith("/logout")) {
            return "not now";
        }
        var answer = person.send(method, concrete);
        boolean nobody = answer.statusCode() == 404 && !answer.body().contains("no such");
        return answer.statusCode() + (nobody ? " /" : " ") + answer.body();
    }
}
