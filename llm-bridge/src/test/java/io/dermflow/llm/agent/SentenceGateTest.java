package io.dermflow.llm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceGateTest {

    private static String through(SentenceGate gate, String text, int size) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); at += size) {
            shown.append(gate.next(text.substring(at, Math.min(text.length(), at + size))));
        }
        return shown.append(gate.end()).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have eczema.",
                "This mole is harmless.",
                "It looks benign.",
                "Take 20 mg of it.",
                "Das ist harmlos.",
                "Du hast ein Ekzem.",
                "Vous avez un eczéma.",
                "Es inofensivo.",
                "Você tem dermatite."
            })
    void holdsBackADiagnosisHoweverItComes(String sentence) {
        for (int size = 1; size < 12; size += 5) {
            SentenceGate gate = new SentenceGate();

            String shown = through(gate, "Good morning. " + sentence + " Wear a hat.", size);

            assertThat(shown.strip()).isEqualTo("Good morning.  Wear a hat.".replace("  ", " "));
            assertThat(gate.leftOut()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Blue suits you. Grey does too!",
                "Ask a dermatologist about it. I can't judge it.",
                "One line\nand another"
            })
    void letsPlainWordsThrough(String text) {
        SentenceGate gate = new SentenceGate();

        assertThat(through(gate, text, 3)).isEqualTo(text);
        assertThat(gate.leftOut()).isZero();
    }
}
