package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundFaceTest {

    private static final FoundFace FACE = withEyesAt(new Point(100, 100), new Point(160, 100));

    @Test
    void fillsABoxThatHoldsBothItsEyes() {
        assertThat(FACE.fills(new Box(80, 60, 100, 140))).isTrue();
    }

    @Test
    void doesNotFillABoxOnOneSideOfIt() {
        assertThat(FACE.fills(new Box(80, 60, 60, 140))).isFalse();
    }

    @Test
    void doesNotFillABoxBelowItsEyes() {
        assertThat(FACE.fills(new Box(80, 110, 100, 60))).isFalse();
    }

    private static FoundFace withEyesAt(Point left, Point right) {
        List<Point> points = new ArrayList<>(Collections.nCopies(FaceLandmarks.COUNT, left));
        Collections.fill(points.subList(42, 48), right);
        return new FoundFace(new FaceLandmarks(points), 1, 1);
    }
}
