package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.vision.pipeline.SeenBody.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is to be seen in the pictures of a body, before anything is measured.
///
/// @param front the picture from the front with the person found in it
/// @param side the same from the side
/// @param problems of the pictures
/// @param checks by picture and problem, those that passed too
record SeenPersons(
        Optional<Person> front,
        Optional<Person> side,
        Set<BodyProblem> problems,
        List<Check> checks) {

    SeenPersons {
        problems = Set.copyOf(problems);
        checks = List.copyOf(checks);
    }
}
