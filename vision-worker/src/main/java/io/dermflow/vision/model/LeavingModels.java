package io.dermflow.vision.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions that were switched away from: each still answers whoever holds it, and is closed when
/// nobody has asked it for a while.
///
/// Used under the lock of [ActiveModels].
final class LeavingModels {

    private final List<LoadedModel> leaving = new ArrayList<>();

    /// Takes over the model.
    void add(@Nullable LoadedModel model) {
        if (model != null) {
            model.echoTo((_, _) -> {});
            leaving.add(model);
        }
    }

    /// Closes those that nobody has asked for `quiet`.
    void sweep(Duration quiet) {
        for (Iterator<LoadedModel> each = leaving.iterator(); each.hasNext(); ) {
            LoadedModel model = each.next();
            if (model.quietFor(quiet)) {
                each.remove();
                model.close();
            }
        }
    }

    /// Closes all, whoever asks.
    void close() {
        leaving.forEach(LoadedModel::close);
        leaving.clear();
    }
}
