/// `/api/v1/models` and `/v2/models`: which models there are, with versions, figures and cards;
/// which version answers; what a model says about a tensor.
@NullMarked
package io.dermflow.vision.models;

import org.jspecify.annotations.NullMarked;
