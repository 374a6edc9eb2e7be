package io.dermflow.kit.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says which field of a request is wrong, without repeating its value.
final class InvalidFields {

    private InvalidFields() {}

    static @Nullable String describe(Exception failure) {
        return switch (failure) {
            case MethodArgumentNotValidException invalid ->
                    invalid.getFieldErrors().stream()
                            .map(field -> field.getField() + " " + field.getDefaultMessage())
                            .collect(Collectors.joining("; "));
            case HttpMessageNotReadableException unreadable ->
                    unreadable.getCause() instanceof UnrecognizedPropertyException unknown
                            ? "Unknown field '" + unknown.getPropertyName() + "'."
                            : "The body is not readable as JSON of this kind.";
            case ErrorResponse response -> response.getBody().getDetail();
            default -> null;
        };
    }
}
