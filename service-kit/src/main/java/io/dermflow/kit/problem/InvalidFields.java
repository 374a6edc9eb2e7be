package io.dermflow.kit.problem;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
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
            case TypeMismatchException mismatch ->
                    "The value of '" + mismatch.getPropertyName() + "' is not of its kind.";
            case HandlerMethodValidationException invalid ->
                    invalid.getParameterValidationResults().stream()
                            .flatMap(InvalidFields::describe)
                            .collect(Collectors.joining("; "));
            case NoResourceFoundException _ ->
                    "Nothing has this address; /api-docs names all that have one.";
            case ErrorResponse response -> response.getBody().getDetail();
            default -> null;
        };
    }

    private static Stream<String> describe(ParameterValidationResult result) {
        String name = result.getMethodParameter().getParameterName();
        return result.getResolvableErrors().stream()
                .map(error -> name + " " + error.getDefaultMessage());
    }
}
