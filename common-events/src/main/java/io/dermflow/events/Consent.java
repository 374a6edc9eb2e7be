package io.dermflow.events;

/// What a user has agreed to, as of one version. Readers keep the highest version.
///
/// @param version counts up with every change of this user's consents
public record Consent(
        long version,
        boolean analysis,
        boolean storeImages,
        boolean training,
        boolean shareWithPartner) {

    /// Nothing agreed to yet.
    public static final Consent NONE = new Consent(0, false, false, false, false);
}
