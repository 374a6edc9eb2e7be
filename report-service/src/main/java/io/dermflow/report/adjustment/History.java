package io.dermflow.report.adjustment;

import io.dermflow.report.result.Edit;
import io.dermflow.report.result.Edits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The corrections of one capture in the order in which they were made, and what follows from them.
///
/// The latest correction of a measure is shown, approved or not. One that was refused counts as
/// never made: where an earlier one said something of the measure that is shown again, elsewhere
/// what was measured.
record History(List<Adjustment> adjustments) {

    History {
        adjustments = List.copyOf(adjustments);
    }

    Optional<Adjustment> latest() {
        return adjustments.isEmpty() ? Optional.empty() : Optional.of(adjustments.getLast());
    }

    Optional<Adjustment> find(UUID id) {
        return adjustments.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    History plus(Adjustment next) {
        List<Adjustment> longer = new ArrayList<>(adjustments);
        longer.add(next);
        return new History(longer);
    }

    /// With this one in the place of what it was before.
    History with(Adjustment changed) {
        return new History(
                adjustments.stream()
                        .map(one -> one.id().equals(changed.id()) ? changed : one)
                        .toList());
    }

    /// A correction back to what was measured leaves nothing edited.
    Edits edits(Map<String, Double> measured) {
        Map<String, Edit> edits = new HashMap<>();
        for (Adjustment one : adjustments) {
            if (!one.isRefused()) {
                one.adjusted().forEach((name, value) -> edits.put(name, edit(one, value)));
            }
        }
        edits.entrySet()
                .removeIf(edit ->
                        Objects.equals(measured.get(edit.getKey()), edit.getValue().value()));
        return new Edits(edits);
    }

    private static Edit edit(Adjustment from, double value) {
        return new Edit(value, from.id(), from.source(), from.isApproved(), from.createdAt());
    }

    /// The review state of a result that has corrections: `edited` while one is open; afterwards
    /// `approved` if one was approved, else `rejected`.
    String reviewState() {
        if (adjustments.stream().anyMatch(Adjustment::isOpen)) {
            return "edited";
        }
        return adjustments.stream().anyMatch(Adjustment::isApproved) ? "approved" : "rejected";
    }
}
