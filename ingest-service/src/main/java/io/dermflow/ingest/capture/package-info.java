/// A user's captures over HTTP: taken in, followed, listed, canceled, erased. Start with
/// [io.dermflow.ingest.capture.SubmitController] for the way in, then
/// [io.dermflow.ingest.capture.CaptureController].
@NullMarked
package io.dermflow.ingest.capture;

import org.jspecify.annotations.NullMarked;
