package io.dermflow.events;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A step of the vision stage that a request or a deployment may switch, in the order in which they
/// run. A step that is off leaves its part of the result out.
public enum AnalysisStep implements WireEnum {
    /// Looks for a reference card.
    CARD(true),
    /// Corrects the colours.
    COLOUR(true),
    /// Takes camera noise off the picture before colour and features are measured.
    DENOISE(false),
    /// Looks for lesions.
    DETECT(true),
    /// Asks a classifier about each lesion.
    CLASSIFY(true),
    /// Measures the skin's colour.
    TONE(true),
    /// Measures features of the skin.
    FEATURES(true),
    /// Finds the face, names its form and colour season.
    FACE(true),
    /// Draws what the conclusions from a classifier's answers rest on. Asks the classifier 49 times
    /// for each finding, as long as there is time; nothing without [#CLASSIFY].
    HEATMAP(false),
    /// Draws and stores the overlay.
    OVERLAY(true),
    /// Stores the masks of lesions, skin and person as pictures.
    MASKS(false);

    private final boolean byDefault;

    AnalysisStep(boolean byDefault) {
        this.byDefault = byDefault;
    }

    public boolean byDefault() {
        return byDefault;
    }

    /// Reads a list like `denoise,-features`: each name turns its step on, or off with a minus.
    ///
    /// @throws IllegalArgumentException that names the word which is no step
    public static Map<AnalysisStep, Boolean> switches(String list) {
        Map<AnalysisStep, Boolean> switches = new EnumMap<>(AnalysisStep.class);
        for (String word : list.split(",")) {
            String bare = word.strip();
            if (!bare.isEmpty()) {
                boolean off = bare.startsWith("-");
                String name = off ? bare.substring(1) : bare;
                switches.put(
                        of(name).orElseThrow(() ->
                                new IllegalArgumentException("there is no step '" + name + "'")),
                        !off);
            }
        }
        return switches;
    }

    /// @return empty for a word of another version
    public static Optional<AnalysisStep> of(String wireName) {
        return Arrays.stream(values()).filter(step -> step.wireName().equals(wireName)).findAny();
    }
}
