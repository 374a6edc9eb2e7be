package io.dermflow.kit.store;

/// The four buckets of the suite.
public enum Bucket {
    /// Canonical images: 24 h, or up to 365 days with consent.
    RAW_CAPTURES,
    /// Derived pictures: overlays, masks, heat maps.
    PROCESSED_ARTIFACTS,
    /// Model files.
    MODELS,
    /// Exports made for users and partners.
    EXPORTS
}
