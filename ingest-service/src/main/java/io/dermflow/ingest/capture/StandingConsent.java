package io.dermflow.ingest.capture;

import io.dermflow.events.Consent;
import io.dermflow.events.UserId;
import io.dermflow.ingest.consent.Consents;
import io.dermflow.kit.problem.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What a user must have agreed to before a capture is taken.
@Component
class StandingConsent {

    private final Consents consents;

    StandingConsent(Consents consents) {
        this.consents = consents;
    }

    /// @throws ApiProblem 403 without consent to the analysis
    Consent toAnalysis(UserId user) {
        return allowing(consents.current(user));
    }

    /// The same, and it can't be withdrawn before the caller's transaction has ended.
    @Transactional(propagation = Propagation.MANDATORY)
    public Consent heldToAnalysis(UserId user) {
        return allowing(consents.held(user));
    }

    /// Whether the images are to be kept beyond the day.
    ///
    /// @throws ApiProblem 403 if the client wants it and the user has not agreed
    static boolean keepImages(SubmitForm form, Consent consent) {
        return keepImages(form.storeImages(), consent);
    }

    /// @param wanted null when the client left it to the standing consent
    static boolean keepImages(@Nullable Boolean wanted, Consent consent) {
        if (wanted == null) {
            return consent.storeImages();
        }
        if (wanted && !consent.storeImages()) {
            throw required("store_images", "The user has not agreed that images are stored.");
        }
        return wanted;
    }

    private static Consent allowing(Consent consent) {
        if (!consent.analysis()) {
            throw required("analysis", "The user has not agreed to the analysis.");
        }
        return consent;
    }

    private static ApiProblem required(String purpose, String detail) {
        return new ApiProblem(HttpStatus.FORBIDDEN, "consent_required", detail)
                .with("purpose", purpose);
    }
}
