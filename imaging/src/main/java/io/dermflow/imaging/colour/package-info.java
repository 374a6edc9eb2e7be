/// Colour as numbers: sRGB, Lab, CIEDE2000, ITA, Monk scale, undertone, palette. Start with
/// [io.dermflow.imaging.colour.Lab].
@NullMarked
package io.dermflow.imaging.colour;

import org.jspecify.annotations.NullMarked;
