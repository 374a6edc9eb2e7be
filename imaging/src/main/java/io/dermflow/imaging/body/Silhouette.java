package io.dermflow.imaging.body;

import io.dermflow.imaging.lesion.LesionMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A standing person's outline, read row by row. Heights are shares of the body's own, from the
/// floor: 0 at the soles, 1 at the crown, hair and shoes included. The floor is the outline's
/// lowest row until [Floor] finds the one under the body's middle, which is higher up.
public final class Silhouette {

    /// Rows above and below that are read along, share of the height: their median holds against a
    /// ragged row.
    private static final double BAND = 0.004;

    private final LesionMask mask;
    private final int pictureWidth;
    private final int pictureHeight;
    private final int top;
    private final int bottom;
    private final double floor;

    /// One stretch of the person in a row, pixels of the picture.
    record Run(int from, int to, int y) {

        int width() {
            return to - from;
        }

        double middle() {
            return (from + to) / 2.0;
        }

        boolean holds(double x) {
            return from <= x && x <= to;
        }
    }

    /// @param person at least one pixel; small holes are filled
    /// @param pictureWidth of the whole picture, pixels
    /// @param pictureHeight the same
    public Silhouette(LesionMask person, int pictureWidth, int pictureHeight) {
        this.mask = FillHoles.in(person);
        this.pictureWidth = pictureWidth;
        this.pictureHeight = pictureHeight;
        var first = mask.height();
        var last = -1;
        for (var y = 0; y < mask.height(); y++) {
            if (!runsInCrop(y).isEmpty()) {
                first = Math.min(first, y);
                last = y;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException("an empty outline");
        }
        this.top = mask.top() + first;
        this.bottom = mask.top() + last + 1;
        this.floor = bottom;
    }

    private Silhouette(Silhouette same, double floor) {
        this.mask = same.mask;
        this.pictureWidth = same.pictureWidth;
        this.pictureHeight = same.pictureHeight;
        this.top = same.top;
        this.bottom = same.bottom;
        this.floor = floor;
    }

    /// The same outline, on a floor at that row.
    Silhouette onFloor(double row) {
        return new Silhouette(this, row);
    }

    /// From crown to floor, pixels.
    public double height() {
        return floor - top;
    }

    int top() {
        return top;
    }

    /// The row below the outline's lowest.
    int bottom() {
        return bottom;
    }

    /// Of the whole picture, pixels.
    int pictureWidth() {
        return pictureWidth;
    }

    /// The same.
    int pictureHeight() {
        return pictureHeight;
    }

    /// Of the whole picture's longer side, pixels.
    int longSide() {
        return Math.max(pictureWidth, pictureHeight);
    }

    double shareOfPicture() {
        return (bottom - top) / (double) pictureHeight;
    }

    /// Area over that of the rectangle around it.
    double fullness() {
        return mask.area() / ((double) (bottom - top) * width());
    }

    /// Between the outermost points, pixels.
    int width() {
        var left = Integer.MAX_VALUE;
        var right = Integer.MIN_VALUE;
        for (var y = top; y < bottom; y++) {
            for (var run : runs(y)) {
                left = Math.min(left, run.from());
                right = Math.max(right, run.to());
            }
        }
        return right - left;
    }

    /// Whether head and feet are clear of the picture's edge, beyond which the person may go on: by
    /// the rows between.
    BodyCheck whole() {
        return BodyCheck.atLeast(
                BodyProblem.BODY_CROPPED,
                Math.min(top, pictureHeight - bottom),
                1,
                BodyCheck.PIXELS);
    }

    /// The row at a share of the height.
    int row(double share) {
        return Math.clamp(Math.round(floor - share * height()), top, bottom - 1);
    }

    /// From left to right.
    List<Run> runs(int y) {
        return runsInCrop(y - mask.top());
    }

    /// Where the body's middle is, read off head and neck, which stand over it.
    double axis() {
        var sum = 0.0;
        var count = 0;
        for (var y = row(0.97); y <= row(0.86); y++) {
            for (var run : runs(y)) {
                sum += run.middle() * run.width();
                count += run.width();
            }
        }
        return count == 0 ? mask.left() + mask.width() / 2.0 : sum / count;
    }

    /// The trunk at a share of the height: of the stretches there the one under the head. Of the
    /// rows close by the one of median width.
    Optional<Run> trunk(double share, double axis) {
        var reach = Math.max(1, (int) Math.rint(BAND * height()));
        List<Run> found = new ArrayList<>();
        for (var y = row(share) - reach; y <= row(share) + reach; y++) {
            runs(y).stream().filter(run -> run.holds(axis)).findFirst().ifPresent(found::add);
        }
        found.sort(Comparator.comparingInt(Run::width));
        return found.size() <= reach ? Optional.empty() : Optional.of(found.get(found.size() / 2));
    }

    private List<Run> runsInCrop(int y) {
        List<Run> runs = new ArrayList<>();
        var from = -1;
        for (var x = 0; x <= mask.width(); x++) {
            var inside = mask.contains(x, y);
            if (inside && from < 0) {
                from = x;
            } else if (!inside && from >= 0) {
                runs.add(new Run(mask.left() + from, mask.left() + x, mask.top() + y));
                from = -1;
            }
        }
        return runs;
    }
}
