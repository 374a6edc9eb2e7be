package io.dermflow.imaging.texture;

/// A picture in few grey levels, some of it left out.
///
/// Arrays are not copied, because they are large: nobody changes them.
///
/// @param level row by row, 0 to `levels` - 1; [#OUTSIDE] where nothing counts
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer; equality is never asked for
public record GreyLevels(int[] level, int width, int height, int levels) {

    public static final int OUTSIDE = -1;
}
