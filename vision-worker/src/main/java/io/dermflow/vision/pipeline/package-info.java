/// The vision stage: pictures in, findings out. Start with
/// [io.dermflow.vision.pipeline.AnalyseCapture].
@NullMarked
package io.dermflow.vision.pipeline;

import org.jspecify.annotations.NullMarked;
