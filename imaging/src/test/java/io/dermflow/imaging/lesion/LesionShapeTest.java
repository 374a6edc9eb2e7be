package io.dermflow.imaging.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.geometry.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LesionShapeTest {

    @ParameterizedTest
    @CsvSource({"100, 50, 0", "100, 50, 30", "90, 30, -60", "80, 80, 0", "20, 10, 45"})
    void measuresAnEllipse(double semiMajor, double semiMinor, double angle) {
        var shape = LesionShape.of(DrawnMask.ellipse(semiMajor, semiMinor, angle));

        var ellipse = shape.ellipse();
        assertThat(ellipse.major()).isCloseTo(2 * semiMajor, within(2.5));
        assertThat(ellipse.minor()).isCloseTo(2 * semiMinor, within(2.5));
        assertThat(ellipse.centre().x()).isCloseTo(150.5, within(0.5));
        assertThat(ellipse.centre().y()).isCloseTo(150.5, within(0.5));
        assertThat(shape.maxDiameter()).isCloseTo(2 * semiMajor, within(2.0));
        assertThat(shape.area())
                .isCloseTo(Math.PI * semiMajor * semiMinor, within(0.08 * shape.area()));
        var expected = Math.sqrt(1 - semiMinor * semiMinor / (semiMajor * semiMajor));
        assertThat(ellipse.eccentricity())
                .isCloseTo(expected, within(semiMajor == semiMinor ? 0.15 : 0.03));
        if (semiMajor > semiMinor) {
            assertThat(ellipse.angleDegrees()).isCloseTo(angle, within(1.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 50, 0", "140, 140, 10", "8, 4, 0"})
    void drawsTheOutlineInAtMost64Points(double semiMajor, double semiMinor, double angle) {
        var shape = LesionShape.of(DrawnMask.ellipse(semiMajor, semiMinor, angle));

        assertThat(shape.polygon()).hasSizeBetween(4, 64);
        // The outline runs through pixel centres, half a pixel inside the true border.
        assertThat(areaOf(shape))
                .isCloseTo(shape.area(), within(0.02 * shape.area() + 4 * semiMajor));
    }

    @Test
    void outlinesASinglePixel() {
        var shape = LesionShape.of(new LesionMask(7, 9, 1, 1, new byte[] {1}));

        assertThat(shape.polygon()).containsExactly(new Point(7.5, 9.5));
        assertThat(shape.area()).isEqualTo(1);
        assertThat(shape.maxDiameter()).isZero();
        assertThat(shape.ellipse().eccentricity()).isZero();
    }

    @Test
    void growsWithTheScale() {
        var shape = LesionShape.of(DrawnMask.ellipse(40, 20, 20));

        var full = shape.scaled(4);

        assertThat(full.area()).isEqualTo(16 * shape.area());
        assertThat(full.maxDiameter()).isEqualTo(4 * shape.maxDiameter());
        assertThat(full.polygon().getFirst()).isEqualTo(shape.polygon().getFirst().scaled(4));
        assertThat(full.ellipse().eccentricity()).isEqualTo(shape.ellipse().eccentricity());
        assertThat(full.ellipse().major()).isEqualTo(4 * shape.ellipse().major());
    }

    /// The shoelace formula.
    private static double areaOf(LesionShape shape) {
        var points = shape.polygon();
        var twice = 0.0;
        for (var i = 0; i < points.size(); i++) {
            var one = points.get(i);
            var two = points.get((i + 1) % points.size());
            twice += one.x() * two.y() - two.x() * one.y();
        }
        return Math.abs(twice) / 2;
    }
}
