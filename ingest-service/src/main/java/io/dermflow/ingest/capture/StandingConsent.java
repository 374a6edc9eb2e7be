package io.dermflow.ingest.capture;

import io.dermflow.events.Consent;
import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What a user agrees to now, as far as a capture needs it.
@Component
class StandingConsent {

    private static final String SELECT =
            """
            select version, analysis, store_images, training, share_with_partner
            from consents where user_id = :user
            """;

    private final JdbcClient database;

    StandingConsent(JdbcClient database) {
        this.database = database;
    }

    /// @throws ApiProblem 403 without consent to the analysis
    Consent toAnalysis(UserId user) {
        return given(user, SELECT);
    }

    /// The same, and it can't be withdrawn before the caller's transaction has ended.
    @Transactional(propagation = Propagation.MANDATORY)
    public Consent lockToAnalysis(UserId user) {
        return given(user, SELECT + " for share");
    }

    /// Whether the images are to be kept beyond the day.
    ///
    /// @throws ApiProblem 403 if the client wants it and the user has not agreed
    static boolean keepImages(SubmitForm form, Consent consent) {
        Boolean wanted = form.storeImages();
        if (wanted == null) {
            return consent.storeImages();
        }
        if (wanted && !consent.storeImages()) {
            throw required("store_images", "The user has not agreed that images are stored.");
        }
        return wanted;
    }

    private Consent given(UserId user, String sql) {
        Consent consent =
                database.sql(sql)
                        .param("user", user.value())
                        .query(StandingConsent::consent)
                        .optional()
                        .orElse(Consent.NONE);
        if (!consent.analysis()) {
            throw required("analysis", "The user has not agreed to the analysis.");
        }
        return consent;
    }

    private static ApiProblem required(String purpose, String detail) {
        return new ApiProblem(HttpStatus.FORBIDDEN, "consent_required", detail)
                .with("purpose", purpose);
    }

    private static Consent consent(ResultSet row, int number) throws SQLException {
        return new Consent(
                row.getLong("version"),
                row.getBoolean("analysis"),
                row.getBoolean("store_images"),
                row.getBoolean("training"),
                row.getBoolean("share_with_partner"));
    }
}
