package io.dermflow.kit.problem;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A parameter of a request that is more than a word or a number.
public final class QueryField {

    private QueryField() {}

    /// @param text null where the parameter is not there
    /// @param parser throws [IllegalArgumentException] for what it can't read
    /// @throws ApiProblem `400 invalid_field`, which names the field and never repeats the text
    public static <T> @Nullable T parsed(
            String name, @Nullable String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException unreadable) {
            throw new ApiProblem(
                            HttpStatus.BAD_REQUEST, "invalid_field", "The value is not readable.")
                    .with("field", name);
        }
    }
}
