package io.dermflow.llm.stylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {

    @ParameterizedTest
    @CsvSource({"#abc,#AABBCC", "50c878,#50C878", "' #50C878 ',#50C878"})
    void writesAColourOneWay(String written, String expected) {
        assertThat(Colour.normalised(written)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"red", "#12345", "#GGGGGG", "rgb(1;2;3)", "#50C87800"})
    void knowsWhatIsNoColour(String written) {
        assertThat(Colour.normalised(written)).isEmpty();
    }

    /// L*a*b* of sRGB red is (53.24, 80.09, 67.20), of white (100, 0, 0) (Lindbloom, D65).
    @Test
    void measuresAsTheTablesDo() {
        double redToWhite = Math.sqrt(46.76 * 46.76 + 80.09 * 80.09 + 67.20 * 67.20);

        assertThat(Colour.distance("#FF0000", "#FFFFFF")).isCloseTo(redToWhite, within(0.1));
        assertThat(Colour.distance("#000000", "#FFFFFF")).isCloseTo(100, within(0.01));
        assertThat(Colour.distance("#50C878", "#50C878")).isZero();
    }
}
