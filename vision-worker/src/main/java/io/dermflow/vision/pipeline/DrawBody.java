package io.dermflow.vision.pipeline;

import io.dermflow.imaging.body.CardBeside;
import io.dermflow.imaging.body.FrontView;
import io.dermflow.imaging.body.SideView;
import io.dermflow.imaging.body.Width;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.lesion.LesionShape;
import io.dermflow.imaging.overlay.Marking;
import io.dermflow.imaging.overlay.Overlay;
import io.dermflow.vision.pipeline.SeenBody.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws the outlines, the widths that were read off them, and what was taken for a card. On paper,
/// as [StoreOverlays] does.
final class DrawBody {

    private static final String CARD = "card";

    private DrawBody() {}

    static List<StoreOverlays.Drawing> drawings(SeenBody seen) {
        List<StoreOverlays.Drawing> drawings = new ArrayList<>();
        seen.front()
                .map(person ->
                        drawing(
                                person,
                                seen.reading().front().map(FrontView::widths).orElse(List.of()),
                                seen.card()))
                .ifPresent(drawings::add);
        seen.side()
                .map(person ->
                        drawing(
                                person,
                                seen.reading().side().map(SideView::widths).orElse(List.of()),
                                Optional.empty()))
                .ifPresent(drawings::add);
        return drawings;
    }

    private static StoreOverlays.Drawing drawing(
            Person person, List<Width> widths, Optional<CardBeside> card) {
        var image = person.picture().image();
        double toFull = 1 / image.scale();
        List<Marking> markings = new ArrayList<>();
        markings.add(outline(person, toFull));
        widths.forEach(width -> markings.add(line(width, toFull)));
        card.ifPresent(one -> markings.add(marking(CARD, one.corners(), toFull)));
        return new StoreOverlays.Drawing(
                "body-" + person.picture().kind() + ".png",
                Overlay.onPaper(image.fullWidth(), image.fullHeight(), markings));
    }

    private static Marking outline(Person person, double toFull) {
        return marking(
                person.picture().kind(), LesionShape.of(person.found().mask()).polygon(), toFull);
    }

    private static Marking marking(String name, List<Point> outline, double toFull) {
        List<Point> polygon = outline.stream().map(point -> point.scaled(toFull)).toList();
        double left = polygon.stream().mapToDouble(Point::x).min().orElse(0);
        double top = polygon.stream().mapToDouble(Point::y).min().orElse(0);
        double right = polygon.stream().mapToDouble(Point::x).max().orElse(0);
        double bottom = polygon.stream().mapToDouble(Point::y).max().orElse(0);
        return new Marking(name, Box.ofCorners(left, top, right, bottom), polygon);
    }

    private static Marking line(Width width, double toFull) {
        Point from = width.from().scaled(toFull);
        Point to = width.to().scaled(toFull);
        return new Marking(
                width.name(), Box.ofCorners(from.x(), from.y(), to.x(), to.y()), List.of());
    }
}
