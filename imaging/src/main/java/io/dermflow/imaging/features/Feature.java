package io.dermflow.imaging.features;

import java.util.Locale;

/// What is looked for; a higher figure always means more of it.
public enum Feature {
    /// Erythema index, median: 100 (log10(1/G) - log10(1/R)) of linear reflectance (Takiwaki 1998).
    REDNESS("erythema_index"),
    /// Share of skin that is a darker blob, per cent: difference of Gaussians of L*.
    SPOTS("percent"),
    /// Mean strength of dark lines: the larger eigenvalue of the Hessian of L* where the smaller is
    /// small beside it (after Frangi 1998).
    WRINKLES("curvature"),
    /// Dark dots per thousand pixels: local minima by binary pattern that a closing fills.
    PORES("per_1000_px"),
    /// Contrast of the co-occurrence matrix of L* in steps of 2.
    TEXTURE("contrast"),
    /// Share of skin that shines, per cent: much lighter than its surroundings and less colourful.
    OILINESS("percent");

    private final String unit;

    Feature(String unit) {
        this.unit = unit;
    }

    /// Of the figure: `percent`, or what the constant says.
    public String unit() {
        return unit;
    }

    /// `redness`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
