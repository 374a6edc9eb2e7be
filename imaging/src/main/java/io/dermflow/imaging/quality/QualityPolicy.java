package io.dermflow.imaging.quality;

import java.util.Locale;

/// How strictly pictures are judged. [#OFF] measures all the same, by the normal limits, but
/// nothing fails: what would is a remark.
public enum QualityPolicy {
    OFF,
    NORMAL,
    STRICT;

    /// `off`, `normal` or `strict`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
