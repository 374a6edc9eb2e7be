/// Model files: which are active, loading, checking and warming them, batching calls to them. Start
/// with [io.dermflow.vision.model.ActiveModels]; how tensors are written and read stands in the two
/// translators.
@NullMarked
package io.dermflow.vision.model;

import org.jspecify.annotations.NullMarked;
