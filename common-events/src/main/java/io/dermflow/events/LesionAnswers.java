package io.dermflow.events;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the person says of the lesion in the picture: the age and the six questions of
/// PAD-UFES-20's records (Pacheco et al. 2020). Absent where nobody said; a classifier that was
/// told how much each counts adds them to what it sees.
///
/// @param age in years, 0 to 130
/// @param itches whether it itches
/// @param grew whether it has grown of late
/// @param hurts whether it hurts
/// @param changed whether its look has changed of late
/// @param bleeds whether it bleeds or has bled
/// @param raised whether it stands out from the skin around
public record LesionAnswers(
        @Nullable Integer age,
        @Nullable Boolean itches,
        @Nullable Boolean grew,
        @Nullable Boolean hurts,
        @Nullable Boolean changed,
        @Nullable Boolean bleeds,
        @Nullable Boolean raised) {

    /// The age's name among the answers.
    public static final String AGE = "age";

    /// Oldest person on record, with some years to spare.
    public static final int MAX_AGE = 130;

    public LesionAnswers {
        if (age != null && (age < 0 || age > MAX_AGE)) {
            throw new IllegalArgumentException("an age of " + age);
        }
    }

    /// What was said, as numbers by name, in the order of the members: years, 1 for yes, -1 for no.
    public Map<String, Double> given() {
        Map<String, Double> given = new LinkedHashMap<>();
        if (age != null) {
            given.put(AGE, age.doubleValue());
        }
        put(given, "itches", itches);
        put(given, "grew", grew);
        put(given, "hurts", hurts);
        put(given, "changed", changed);
        put(given, "bleeds", bleeds);
        put(given, "raised", raised);
        return given;
    }

    /// What was said with yes or no, by name, in the order of the members; the age apart.
    public Map<String, Boolean> yesOrNo() {
        Map<String, Boolean> said = new LinkedHashMap<>();
        given().forEach((name, number) -> said.put(name, number > 0));
        said.remove(AGE);
        return said;
    }

    /// The part that holds for every lesion of the person.
    public LesionAnswers ofPerson() {
        return new LesionAnswers(age, null, null, null, null, null, null);
    }

    private static void put(Map<String, Double> given, String name, @Nullable Boolean answer) {
        if (answer != null) {
            given.put(name, answer ? 1.0 : -1.0);
        }
    }
}
