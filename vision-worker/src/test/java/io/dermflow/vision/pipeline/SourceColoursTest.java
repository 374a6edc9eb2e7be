package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.ColourSpace;
import io.dermflow.events.ColourSpace.Kind;
import io.dermflow.imaging.decode.SourceColour;
import io.dermflow.imaging.decode.ToneCurve;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceColoursTest {

    private static final List<Double> MATRIX = Collections.nCopies(9, 0.5);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MATRIX")
    void keepsTheNameOfAKnownSpace(Kind kind) {
        var colour = SourceColours.of(new ColourSpace(kind, null, null, false));

        assertThat(colour.kind()).isEqualTo(SourceColour.Kind.valueOf(kind.name()));
    }

    @Test
    void readsTheThreeFormsOfACurve() {
        assertThat(curve("gamma", 2.2)).isEqualTo(new ToneCurve.Gamma(2.2));
        assertThat(curve("parametric", 1, 2.4, 1, 0))
                .isEqualTo(new ToneCurve.Parametric(1, List.of(2.4, 1.0, 0.0)));
        assertThat(curve("points", 0, 0.2, 1))
                .isEqualTo(new ToneCurve.Points(List.of(0.0, 0.2, 1.0)));
    }

    @Test
    void takesAMatrixWithoutACurveAsLinear() {
        var colour = SourceColours.of(new ColourSpace(Kind.MATRIX, MATRIX, null, false));

        assertThat(colour.curve()).isEqualTo(new ToneCurve.Gamma(1));
        assertThat(colour.matrix()).isEqualTo(MATRIX);
    }

    @Test
    void refusesACurveItDoesNotKnow() {
        assertThatThrownBy(() -> curve("spline", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable ToneCurve curve(String kind, double... values) {
        var list = Arrays.stream(values).boxed().toList();
        return SourceColours.of(
                        new ColourSpace(
                                Kind.MATRIX, MATRIX, new ColourSpace.ToneCurve(kind, list), false))
                .curve();
    }
}
