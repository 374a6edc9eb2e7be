package io.dermflow.report.review;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the list for review: the last item shown.
///
/// @param rank 2 `needs_review`, 1 `edited`, 0 all others
record ReviewCursor(int rank, UUID task) {

    private static final Pattern FORM = Pattern.compile("([012])\\.([0-9a-f-]{36})");

    /// Before the first item.
    static final ReviewCursor START = new ReviewCursor(3, new UUID(0, 0));

    /// @throws IllegalArgumentException if it is none of ours
    static ReviewCursor of(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no cursor");
        }
        return new ReviewCursor(Integer.parseInt(match.group(1)), UUID.fromString(match.group(2)));
    }

    static ReviewCursor at(ReviewItem item) {
        return new ReviewCursor(
                switch (item.reviewState()) {
                    case "needs_review" -> 2;
                    case "edited" -> 1;
                    default -> 0;
                },
                item.captureId().value());
    }

    @Override
    public String toString() {
        return rank + "." + task;
    }
}
