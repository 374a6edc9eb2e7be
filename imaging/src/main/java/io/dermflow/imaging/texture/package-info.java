/// Figures of surface structure: co-occurrence of grey levels and local binary patterns.
@NullMarked
package io.dermflow.imaging.texture;

import org.jspecify.annotations.NullMarked;
