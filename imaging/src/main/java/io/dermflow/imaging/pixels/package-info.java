/// Colour conversion of whole pictures, for the packages that look at pixels.
@NullMarked
package io.dermflow.imaging.pixels;

import org.jspecify.annotations.NullMarked;
