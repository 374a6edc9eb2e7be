package io.dermflow.imaging.card;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.stream.IntStream;

/// Dermflow's own card, all in millimetres from its upper left corner: ID-1 in size (ISO/IEC 7810),
/// an AprilTag 36h11 marker in each corner, 24 colour patches between them, and bare paper left and
/// right.
public final class CardLayout {

    /// ISO/IEC 7810 ID-1.
    public static final double WIDTH_MM = 85.60;

    public static final double HEIGHT_MM = 53.98;

    /// ISO/IEC 7810 ID-1: 3.18 +- 0.30.
    static final double CORNER_RADIUS_MM = 3.18;

    static final double MARKER_MM = 12;

    private static final double MARGIN_MM = 3;
    private static final double PATCHES_LEFT_MM = 18;
    private static final int COLUMNS = 6;
    private static final int ROWS = 4;
    private static final double PATCH_WIDTH_MM = (WIDTH_MM - 2 * PATCHES_LEFT_MM) / COLUMNS;
    private static final double PATCH_HEIGHT_MM = (HEIGHT_MM - 2 * MARGIN_MM) / ROWS;

    /// The 24 colours of the ColorChecker as 8-bit sRGB (X-Rite, after November 2014), relative to
    /// the card's own paper.
    private static final List<Srgb> COLOURS =
            List.of(
                    new Srgb(116, 79, 65),
                    new Srgb(197, 144, 127),
                    new Srgb(91, 120, 155),
                    new Srgb(91, 108, 64),
                    new Srgb(131, 127, 175),
                    new Srgb(95, 189, 172),
                    new Srgb(224, 124, 48),
                    new Srgb(69, 90, 167),
                    new Srgb(197, 80, 95),
                    new Srgb(93, 58, 104),
                    new Srgb(156, 187, 58),
                    new Srgb(227, 161, 39),
                    new Srgb(40, 62, 145),
                    new Srgb(61, 147, 70),
                    new Srgb(178, 54, 57),
                    new Srgb(236, 199, 15),
                    new Srgb(191, 79, 146),
                    new Srgb(0, 133, 165),
                    new Srgb(241, 242, 235),
                    new Srgb(201, 202, 201),
                    new Srgb(161, 163, 163),
                    new Srgb(121, 121, 121),
                    new Srgb(83, 84, 85),
                    new Srgb(50, 50, 50));

    private CardLayout() {}

    /// A patch and the colour that it has by daylight.
    ///
    /// @param area on the card, millimetres
    public record Patch(Box area, Srgb colour) {}

    /// In reading order.
    public static List<Patch> patches() {
        return IntStream.range(0, COLOURS.size())
                .mapToObj(i -> new Patch(patchArea(i % COLUMNS, i / COLUMNS), COLOURS.get(i)))
                .toList();
    }

    /// Where the card is bare paper.
    public static List<Box> paper() {
        var between = HEIGHT_MM - 2 * (MARGIN_MM + MARKER_MM);
        return List.of(
                new Box(MARGIN_MM, MARGIN_MM + MARKER_MM, MARKER_MM, between),
                new Box(
                        WIDTH_MM - MARGIN_MM - MARKER_MM,
                        MARGIN_MM + MARKER_MM,
                        MARKER_MM,
                        between));
    }

    /// Clockwise from the upper left; a marker's id is its place in the list.
    public static List<Box> markers() {
        var right = WIDTH_MM - MARGIN_MM - MARKER_MM;
        var low = HEIGHT_MM - MARGIN_MM - MARKER_MM;
        return List.of(
                new Box(MARGIN_MM, MARGIN_MM, MARKER_MM, MARKER_MM),
                new Box(right, MARGIN_MM, MARKER_MM, MARKER_MM),
                new Box(right, low, MARKER_MM, MARKER_MM),
                new Box(MARGIN_MM, low, MARKER_MM, MARKER_MM));
    }

    /// Of a box, clockwise from the upper left.
    static List<Point> corners(Box box) {
        return List.of(
                new Point(box.x(), box.y()),
                new Point(box.right(), box.y()),
                new Point(box.right(), box.bottom()),
                new Point(box.x(), box.bottom()));
    }

    /// Of the whole card, clockwise from the upper left.
    static List<Point> corners() {
        return corners(new Box(0, 0, WIDTH_MM, HEIGHT_MM));
    }

    private static Box patchArea(int column, int row) {
        return new Box(
                PATCHES_LEFT_MM + column * PATCH_WIDTH_MM,
                MARGIN_MM + row * PATCH_HEIGHT_MM,
                PATCH_WIDTH_MM,
                PATCH_HEIGHT_MM);
    }
}
