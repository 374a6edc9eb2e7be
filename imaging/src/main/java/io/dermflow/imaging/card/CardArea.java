package io.dermflow.imaging.card;

import org.opencv.core.Size;

/// How large a card may be in a picture, square pixels.
public record CardArea(double least, double most) {

    private static final double LEAST_SHARE = 0.008;
    private static final double MOST_SHARE = 0.7;

    /// For a picture that was taken for what lies beside the card: shares of the whole.
    static CardArea of(Size picture) {
        return new CardArea(LEAST_SHARE * picture.area(), MOST_SHARE * picture.area());
    }

    /// In a picture of that much of the size.
    CardArea scaled(double factor) {
        return new CardArea(least * factor * factor, most * factor * factor);
    }
}
