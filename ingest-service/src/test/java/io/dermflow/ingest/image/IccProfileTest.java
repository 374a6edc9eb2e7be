package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.ColourSpace;
import io.dermflow.events.ColourSpace.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IccProfileTest {

    /// Columns as published: red, green and blue in XYZ (D50).
    private static final double[] SRGB = {
        0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.71410
    };

    private static final double[] DISPLAY_P3 = {
        0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407
    };
    private static final double[] ADOBE = {
        0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457
    };
    private static final double[] PROPHOTO = {
        0.79767, 0.28804, 0.0, 0.13519, 0.71188, 0.0, 0.03134, 0.00009, 0.82491
    };
    private static final double[] REC2020 = {
        0.67350, 0.27904, -0.00194, 0.16568, 0.67535, 0.02998, 0.12505, 0.04561, 0.79686
    };
    private static final double[] GENERIC = {
        0.45427, 0.24263, 0.01482, 0.35333, 0.67441, 0.09042, 0.15662, 0.08336, 0.71953
    };

    @Test
    void namesTheKnownSpacesByPrimariesAndCurve() {
        assertThat(kind(Iccs.rgb(SRGB, Iccs.srgbParametric()))).isEqualTo(Kind.SRGB);
        assertThat(kind(Iccs.rgb(SRGB, Iccs.srgbTable(1024)))).isEqualTo(Kind.SRGB);
        assertThat(kind(Iccs.rgb(DISPLAY_P3, Iccs.srgbParametric()))).isEqualTo(Kind.DISPLAY_P3);
        assertThat(kind(Iccs.rgb(ADOBE, Iccs.gamma(563)))).isEqualTo(Kind.ADOBE_RGB);
        assertThat(kind(Iccs.rgb(PROPHOTO, Iccs.gamma(461)))).isEqualTo(Kind.PROPHOTO);
        assertThat(
                        kind(
                                Iccs.rgb(
                                        REC2020,
                                        Iccs.parametric(
                                                3, 2.2222, 0.90967, 0.09033, 0.22222, 0.08145))))
                .isEqualTo(Kind.REC2020);
    }

    @Test
    void otherMatrixProfilesTravelAsNumbers() {
        var space = read(Iccs.rgb(GENERIC, Iccs.gamma(461)));

        assertThat(space.kind()).isEqualTo(Kind.MATRIX);
        assertThat(space.matrix().get(1)).isCloseTo(GENERIC[3], within(0.00002));
        assertThat(space.matrix().get(3)).isCloseTo(GENERIC[1], within(0.00002));
        assertThat(space.curve())
                .isEqualTo(new ColourSpace.ToneCurve("gamma", List.of(461 / 256.0)));
        assertThat(space.assumed()).isFalse();
    }

    @Test
    void knownPrimariesWithAnotherCurveAreNumbers() {
        assertThat(kind(Iccs.rgb(SRGB, Iccs.gamma(563)))).isEqualTo(Kind.MATRIX);
    }

    @Test
    void aTableTravelsAsThirtyThreePointsAndAFunctionWithItsParameters() {
        var table = read(Iccs.rgb(GENERIC, Iccs.srgbTable(1024))).curve();
        var function = read(Iccs.rgb(GENERIC, Iccs.parametric(0, 1.75))).curve();
        var few = read(Iccs.rgb(GENERIC, Iccs.srgbTable(5))).curve();

        assertThat(table.kind()).isEqualTo("points");
        assertThat(table.values()).hasSize(33).isSorted().endsWith(1.0);
        assertThat(table.values().get(16)).isCloseTo(0.21404, within(0.0005));
        assertThat(function).isEqualTo(new ColourSpace.ToneCurve("parametric", List.of(0.0, 1.75)));
        assertThat(few.values()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 0.217638",
        "1, 0.5, 0.25",
        "2, 0.5, 0.35",
        "3, 0.01, 0.00077399",
        "3, 0.5, 0.214041",
        "4, 0.01, 0.10077399",
        "4, 0.5, 0.264041"
    })
    void theFiveFunctionsOfTheStandardGiveHandWorkedValues(int type, double x, double light) {
        double[][] parameters = {
            {2.2},
            {2, 1, 0},
            {2, 1, 0, 0.1},
            {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045},
            {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0.05, 0.1}
        };
        var boxed = Arrays.stream(parameters[type]).boxed().toList();

        assertThat(new ToneCurve.Parametric(type, boxed).at(x)).isCloseTo(light, within(1e-6));
    }

    @Test
    void whatCanNotBeConvertedExactlyIsUnknown() {
        byte[] profile = Iccs.rgb(SRGB, Iccs.srgbParametric());
        byte[] mixed = Iccs.rgb(SRGB, Iccs.gamma(256), Iccs.gamma(256), Iccs.gamma(563));

        assertThat(kind(Iccs.withTag(profile, "rTRC", "A2B0"))).isEqualTo(Kind.UNKNOWN);
        assertThat(kind(Iccs.withTag(profile, "gXYZ", "gxyz"))).isEqualTo(Kind.UNKNOWN);
        assertThat(kind(Iccs.withText(profile, 16, "CMYK"))).isEqualTo(Kind.UNKNOWN);
        assertThat(kind(Iccs.withText(profile, 20, "Lab "))).isEqualTo(Kind.UNKNOWN);
        assertThat(kind(mixed)).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aGreyProfileFitsAGreyPictureOnly() {
        byte[] grey = Iccs.grey(Iccs.gamma(563));

        assertThat(IccProfile.colourSpace(grey, true, new Notes()).kind()).isEqualTo(Kind.GREY);
        assertThat(IccProfile.colourSpace(grey, false, new Notes()).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aBrokenProfileIsNoted() {
        var notes = new Notes();
        byte[] profile = Iccs.withText(Iccs.grey(Iccs.gamma(563)), 36, "ascp");

        assertThat(IccProfile.colourSpace(profile, true, notes).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(notes.asList()).containsExactly(new Note(Note.Kind.ICC_BROKEN, 0));
    }

    @Test
    void noProfileMakesItThrow() {
        byte[] good = Iccs.rgb(GENERIC, Iccs.srgbTable(40));
        var random = new Random(13);

        for (int trial = 0; trial < 5_000; trial++) {
            byte[] bad = Arrays.copyOf(good, 100 + random.nextInt(good.length - 99));
            for (int i = 0; i < 6; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            assertThat(IccProfile.colourSpace(bad, false, new Notes())).isNotNull();
        }
    }

    private static Kind kind(byte[] profile) {
        return read(profile).kind();
    }

    private static ColourSpace read(byte[] profile) {
        return IccProfile.colourSpace(profile, false, new Notes());
    }
}
