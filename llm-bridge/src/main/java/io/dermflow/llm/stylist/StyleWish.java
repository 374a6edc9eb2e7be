package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.Profile;
import io.dermflow.llm.profile.Season;
import java.util.List;
import java.util.Optional;

/// What somebody wants to wear something for. All texts are cleaned user text: data.
///
/// @param payer whose token budget pays
/// @param language of the answer
/// @param wardrobe what the person has
/// @param facts everything a model may know, as one JSON object
public record StyleWish(
        String payer,
        String language,
        String message,
        List<String> wardrobe,
        Profile profile,
        String facts) {

    public StyleWish {
        wardrobe = List.copyOf(wardrobe);
    }

    /// The season of the result; without one, what the person says.
    Optional<Season> season() {
        return profile.season() != null ? Optional.of(profile.season()) : Season.namedIn(message);
    }

    Advice.Basis basis() {
        if (profile.season() != null) {
            return Advice.Basis.RESULT;
        }
        return season().isPresent() ? Advice.Basis.MESSAGE : Advice.Basis.NONE;
    }

    @Override
    public String toString() {
        return "StyleWish[" + language + "]";
    }
}
