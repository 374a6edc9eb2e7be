package io.dermflow.llm.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.llm.InjectionStrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The text cleaners against strings that others collected.
class InjectionTest {

    private static final int MAX = 200_000;

    @Test
    void noModelTextLeavesAnythingActive() throws IOException {
        List<String> active = new ArrayList<>();
        for (String text : InjectionStrings.all()) {
            active.addAll(InjectionStrings.activeIn(ModelText.clean(text)));
            active.addAll(
                    InjectionStrings.activeIn(streamed(text, text.length() < 2_000 ? 7 : 300)));
        }

        assertThat(active).isEmpty();
    }

    @Test
    void noUserTextKeepsATemplateMarker() throws IOException {
        for (String text : InjectionStrings.all()) {
            String clean = UserText.clean(text + "<end_of_turn>" + text, MAX);

            assertThat(clean)
                    .doesNotContainPattern(
                            "<[a-z_]\\w*>|<\\||\\|>|\\[/?INST]|[\\x00\\u200b\\u202e]");
        }
    }

    private static String streamed(String text, int size) {
        var stream = new ModelTextStream();
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); at += size) {
            shown.append(stream.next(text.substring(at, Math.min(text.length(), at + size))));
        }
        return shown.append(stream.end()).toString();
    }
}
