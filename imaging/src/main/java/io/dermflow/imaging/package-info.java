/// Pure computation on pictures: no Spring, no Kafka, no network. Each sub-package is one step of
/// the way of a picture: [io.dermflow.imaging.entropy] (is it whole), [io.dermflow.imaging.decode],
/// [io.dermflow.imaging.quality], [io.dermflow.imaging.geometry] (into and out of a model),
/// [io.dermflow.imaging.lesion], [io.dermflow.imaging.skin] with [io.dermflow.imaging.colour], and
/// [io.dermflow.imaging.overlay]. Every function is stateless and may run on any thread; a `Mat`
/// handed in stays the caller's, a `Mat` handed out is.
@NullMarked
package io.dermflow.imaging;

import org.jspecify.annotations.NullMarked;
