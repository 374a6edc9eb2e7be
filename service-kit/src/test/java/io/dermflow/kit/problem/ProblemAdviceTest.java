package io.dermflow.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// What Spring refuses before a handler runs has a sentence that a person can act on.
class ProblemAdviceTest {

    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(new Door())
                    .setControllerAdvice(new ProblemAdvice())
                    .build();

    @ParameterizedTest
    @CsvSource({
        "/things?limit=abc, The value of 'limit' is not of its kind.",
        "/things/abc, The value of 'id' is not of its kind.",
        "/things?limit=0, limit must be greater than or equal to 1",
        "/things?limit=10, limit must be less than or equal to 9"
    })
    void namesTheParameterThatCannotBeUsed(String path, String sentence) throws Exception {
        mvc.perform(get(path))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid_request"))
                .andExpect(jsonPath("$.detail").value(sentence));
    }

    @Test
    void saysWhereTheAddressesAreListed() throws Exception {
        mvc.perform(get("/nowhere"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("not_found"))
                .andExpect(
                        jsonPath("$.detail")
                                .value(
                                        "Nothing has this address; /api-docs names all that have"
                                                + " one."));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "416, requested_range_not_satisfiable",
        "417, expectation_failed",
        "501, not_implemented"
    })
    void hasAWordForEveryStatus(int status, String code) {
        assertThat(ProblemAdvice.code(HttpStatus.valueOf(status))).isEqualTo(code);
    }

    @RestController
    private static final class Door {

        @GetMapping("/things")
        int list(@RequestParam(defaultValue = "5") @Min(1) @Max(9) int limit) {
            return limit;
        }

        @GetMapping("/things/{id}")
        UUID show(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/nowhere")
        String nowhere() throws NoResourceFoundException {
            throw new NoResourceFoundException(HttpMethod.GET, "/nowhere", "nowhere");
        }
    }
}
