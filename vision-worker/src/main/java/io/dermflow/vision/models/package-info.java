/// `/api/v1/models`: which models there are, with versions, figures and cards.
@NullMarked
package io.dermflow.vision.models;

import org.jspecify.annotations.NullMarked;
