package io.dermflow.ingest.consent;

import io.dermflow.events.Consent;
import org.jspecify.annotations.Nullable;

/// What someone wants changed; an absent purpose stays as it is.
record ConsentChange(
        @Nullable Boolean analysis,
        @Nullable Boolean storeImages,
        @Nullable Boolean training,
        @Nullable Boolean shareWithPartner) {

    /// The next version, or the same object if nothing would change.
    Consent applyTo(Consent before) {
        var after =
                new Consent(
                        before.version(),
                        either(analysis, before.analysis()),
                        either(storeImages, before.storeImages()),
                        either(training, before.training()),
                        either(shareWithPartner, before.shareWithPartner()));
        return after.equals(before)
                ? before
                : new Consent(
                        before.version() + 1,
                        after.analysis(),
                        after.storeImages(),
                        after.training(),
                        after.shareWithPartner());
    }

    private static boolean either(@Nullable Boolean wanted, boolean before) {
        return wanted == null ? before : wanted;
    }
}
