package io.dermflow.imaging.face;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// `DARK_WINTER` as people write it.
final class TitleCase {

    private TitleCase() {}

    static String of(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
