package io.dermflow.imaging.overlay;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// A finding to be drawn.
///
/// @param id short text beside the box, ASCII
/// @param box in full-picture coordinates
/// @param polygon in full-picture coordinates; empty for the box alone
public record Marking(String id, Box box, List<Point> polygon) {

    public Marking {
        polygon = List.copyOf(polygon);
    }
}
