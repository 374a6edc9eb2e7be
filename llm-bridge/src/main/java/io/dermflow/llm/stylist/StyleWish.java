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

    /// The season that the message asks about; where it names none, that of the result.
    Optional<Season> season() {
        return Season.namedIn(message).or(() -> Optional.ofNullable(profile.season()));
    }

    Advice.Basis basis() {
        if (Season.namedIn(message).isPresent()) {
            return Advice.Basis.MESSAGE;
        }
        return profile.season() != null ? Advice.Basis.RESULT : Advice.Basis.NONE;
    }

    @Override
    public String toString() {
        return "StyleWish[" + language + "]";
    }
}
