package io.dermflow.ingest.capture;

import io.dermflow.events.LesionAnswers;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a submission says of the lesion in its picture, from its text fields.
final class AnswerFields {

    static final Set<String> NAMES =
            Set.of("age", "itches", "grew", "hurts", "changed", "bleeds", "raised");

    private AnswerFields() {}

    /// @return null where none of the fields is there
    /// @throws io.dermflow.kit.problem.ApiProblem 400 for what can't be understood
    static @Nullable LesionAnswers read(Map<String, String> fields) {
        LesionAnswers answers =
                new LesionAnswers(
                        age(fields.get("age")),
                        truth(fields, "itches"),
                        truth(fields, "grew"),
                        truth(fields, "hurts"),
                        truth(fields, "changed"),
                        truth(fields, "bleeds"),
                        truth(fields, "raised"));
        return answers.given().isEmpty() ? null : answers;
    }

    private static @Nullable Integer age(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            int age = Integer.parseInt(text.strip());
            if (age >= 0 && age <= LesionAnswers.MAX_AGE) {
                return age;
            }
        } catch (NumberFormatException notANumber) {
            throw SubmitForm.invalid("age", "The age is not a whole number of years.")
                    .causedBy(notANumber);
        }
        throw SubmitForm.invalid(
                "age", "The age must lie between 0 and " + LesionAnswers.MAX_AGE + " years.");
    }

    private static @Nullable Boolean truth(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw SubmitForm.invalid(
                            name, "Say true or false, or leave it out if nobody knows.");
        };
    }
}
