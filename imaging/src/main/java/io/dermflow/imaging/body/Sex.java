package io.dermflow.imaging.body;

/// Of the person measured, as far as it is known: it tells something of what breadths and depths
/// leave open, of chest and neck above all.
public enum Sex {
    FEMALE(0),
    MALE(1),
    UNKNOWN(0.5);

    private final double code;

    Sex(double code) {
        this.code = code;
    }

    double code() {
        return code;
    }
}
