package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.part.Part;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Set<String> ALL = Set.of("--port", "--data", "--without", "--json");

    @Test
    void takesOptionsInBothFormsAnywhere() {
        var arguments =
                Arguments.parse(
                        List.of("a.jpg", "--port=9000", "--json", "--data", "/d", "b.jpg"), ALL);

        assertThat(arguments.rest()).containsExactly("a.jpg", "b.jpg");
        assertThat(arguments.port()).hasValue(9000);
        assertThat(arguments.has("--json")).isTrue();
        assertThat(arguments.data()).hasValueSatisfying(d -> assertThat(d).hasToString("/d"));
    }

    @Test
    void takesServicesByShortNameOrModule() {
        var arguments =
                Arguments.parse(List.of("--without", "vision-worker", "--without", "llm"), ALL);

        assertThat(arguments.without()).containsExactlyInAnyOrder(Part.VISION, Part.LLM);
    }

    @Test
    void takesPartnersThatAreNoServices() {
        var partners = Set.of("--partners");

        assertThat(Arguments.parse(List.of("--partners", "acme,beta-2"), partners).partners())
                .containsExactly("acme", "beta-2");
        assertThat(Arguments.parse(List.of(), partners).partners()).isEmpty();
        for (String name : List.of("ingest", "Acme", "a.b", "")) {
            assertThatThrownBy(
                            () -> Arguments.parse(List.of("--partners", name), partners).partners())
                    .isInstanceOf(UsageError.class);
        }
    }

    @Test
    void waitsAsLongAsTheOptionSaysElseTheEnvironmentElseFourMinutes() {
        var known = Set.of("--patience");

        assertThat(Arguments.parse(List.of("--patience", "15"), known).patience("9"))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(Arguments.parse(List.of(), known).patience("9"))
                .isEqualTo(Duration.ofMinutes(9));
        assertThat(Arguments.parse(List.of(), known).patience(null))
                .isEqualTo(Duration.ofMinutes(4));
        for (String minutes : List.of("0", "121", "4m", "")) {
            assertThatThrownBy(() ->
                            Arguments.parse(List.of("--patience=" + minutes), known).patience(null))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("from 1 to 120");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--prot", "1"), ALL))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> Arguments.parse(List.of("--keep"), ALL))
                .isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> Arguments.parse(List.of("--port"), ALL))
                .isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> Arguments.parse(List.of("--port", "70000"), ALL).port())
                .isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> Arguments.parse(List.of("--without", "x"), ALL).without())
                .isInstanceOf(UsageError.class);
    }
}
