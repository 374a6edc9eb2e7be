package io.dermflow.vision.pipeline;

import io.dermflow.imaging.body.BodyCheck;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.body.BodyReading;
import io.dermflow.imaging.body.CardBeside;
import io.dermflow.imaging.body.FindCardBeside;
import io.dermflow.imaging.body.Outlined;
import io.dermflow.imaging.body.ReadBody;
import io.dermflow.imaging.body.Silhouette;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pipeline.SeenBody.Person;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the person in the pictures from front and side, looks for a card beside them, and reads
/// widths off the outlines.
final class SeeBody {

    /// A picture that says nothing about its view is taken as one from the front.
    private static final List<String> FRONT = List.of("front", "image");

    private static final List<String> SIDE = List.of("side");

    /// Standard deviation of an edge, cells of the model's grid, of figures before cluttered rooms:
    /// 0.53 to 0.83 (`training/evaluation/person-v1.0.json` and `person-v1.1.json`).
    private static final double EDGE_CELLS = 0.7;

    private final Views views;
    private final LoadedModel model;
    private final Optional<LoadedModel> joints;
    private final Set<BodyProblem> problems = EnumSet.noneOf(BodyProblem.class);
    private final BodyChecks checks = new BodyChecks(List.of());

    private SeeBody(Views views, LoadedModel model, Optional<LoadedModel> joints) {
        this.views = views;
        this.model = model;
        this.joints = joints;
    }

    /// @param model outlines persons
    /// @param joints finds a person's joints; without one, whatever is outlined is a body
    static SeenPersons persons(Views views, LoadedModel model, Optional<LoadedModel> joints) {
        return new SeeBody(views, model, joints).persons();
    }

    private SeenPersons persons() {
        Optional<Person> front = person(FRONT, BodyProblem.FRONT_VIEW_MISSING);
        Optional<Person> side = person(SIDE, BodyProblem.SIDE_VIEW_MISSING);
        return new SeenPersons(front, side, problems, checks.all());
    }

    /// A card beside the person, in the picture as it was uploaded. Where a height was given,
    /// Dermflow's own alone: it checks that height, and another thing of that form should not
    /// contradict it.
    ///
    /// @param heightCm as the person gave it
    static Optional<CardBeside> card(
            Person person, Originals originals, Optional<Double> heightCm) {
        return originals.look(
                person.picture(),
                pixels ->
                        heightCm.isPresent()
                                ? FindCardBeside.marked(pixels, silhouette(person))
                                : FindCardBeside.of(pixels, silhouette(person)));
    }

    /// @param card beside the person from the front
    /// @param heightCm as the person gave it
    static SeenBody read(
            SeenPersons persons, Optional<CardBeside> card, Optional<Double> heightCm) {
        BodyReading reading =
                ReadBody.of(
                        persons.front().map(SeeBody::outlined),
                        persons.side().map(SeeBody::outlined),
                        heightCm,
                        card.map(CardBeside::scale));
        Set<BodyProblem> problems = new HashSet<>(persons.problems());
        problems.addAll(reading.problems());
        var checks = new BodyChecks(persons.checks());
        persons.front().ifPresent(one -> checks.of(one.picture(), reading.ofFront()));
        persons.side().ifPresent(one -> checks.of(one.picture(), reading.ofSide()));
        return new SeenBody(persons.front(), persons.side(), card, reading, problems, checks.all());
    }

    private Optional<Person> person(List<String> kinds, BodyProblem missing) {
        Optional<Picture> picture =
                kinds.stream()
                        .flatMap(kind ->
                                views.pictures().stream().filter(one -> one.kind().equals(kind)))
                        .findFirst();
        if (picture.isEmpty()) {
            problems.add(missing);
            return Optional.empty();
        }
        Optional<FindPerson.Found> found = FindPerson.in(picture.get(), model);
        List<BodyCheck> looks = looks(found);
        List<BodyCheck> trunk = trunk(picture.get());
        looks.addAll(trunk);
        checks.of(picture.get(), looks);
        looks.stream()
                .filter(look -> !look.passed())
                .map(BodyCheck::problem)
                .forEach(problems::add);
        return found.filter(FindPerson.Found::largeEnough)
                .filter(_ -> trunk.stream().allMatch(BodyCheck::passed))
                .map(person -> new Person(picture.get(), person));
    }

    /// Whether there is a person to be measured, and no other.
    private static List<BodyCheck> looks(Optional<FindPerson.Found> found) {
        List<BodyCheck> looks = new ArrayList<>();
        looks.add(
                BodyCheck.atLeast(
                        BodyProblem.NO_BODY,
                        found.map(FindPerson.Found::share).orElse(0.0),
                        FindPerson.LEAST_SHARE,
                        "share"));
        found.filter(FindPerson.Found::largeEnough)
                .ifPresent(person ->
                        looks.add(
                                BodyCheck.atMost(
                                        BodyProblem.MULTIPLE_PEOPLE,
                                        person.others(),
                                        FindPerson.SECOND_PERSON,
                                        "share")));
        return looks;
    }

    /// Whether what is outlined is a body; nothing where no model can tell.
    private List<BodyCheck> trunk(Picture picture) {
        return joints.map(model ->
                        List.of(
                                BodyCheck.atLeast(
                                        BodyProblem.NO_BODY,
                                        FindTrunk.sureness(picture, model),
                                        FindTrunk.LEAST_SURENESS,
                                        "score")))
                .orElse(List.of());
    }

    private static Outlined outlined(Person person) {
        return new Outlined(silhouette(person), EDGE_CELLS * person.found().cellPixels());
    }

    private static Silhouette silhouette(Person person) {
        return new Silhouette(
                person.found().mask(),
                person.picture().image().width(),
                person.picture().image().height());
    }
}
