package io.dermflow.ingest.consent;

import io.dermflow.events.Consent;
import io.dermflow.ingest.consent.Consents.Recorded;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user's consents as they see them.
///
/// @param version counts up with every change; 0 before the first
/// @param updatedAt absent before the first
public record ConsentsView(
        boolean analysis,
        boolean storeImages,
        boolean training,
        boolean shareWithPartner,
        long version,
        @Nullable Instant updatedAt) {

    static ConsentsView of(Optional<Recorded> recorded) {
        Consent consent = recorded.map(Recorded::consent).orElse(Consent.NONE);
        return new ConsentsView(
                consent.analysis(),
                consent.storeImages(),
                consent.training(),
                consent.shareWithPartner(),
                consent.version(),
                recorded.map(Recorded::updatedAt).orElse(null));
    }
}
