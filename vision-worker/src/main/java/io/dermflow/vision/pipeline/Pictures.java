package io.dermflow.vision.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The open pictures of one capture; closes them together, however far one got.
final class Pictures implements Iterable<Picture>, AutoCloseable {

    private final List<Picture> open = new ArrayList<>();

    /// Takes over the ownership.
    void add(Picture picture) {
        open.add(picture);
    }

    /// Those on which skin is looked at.
    List<Picture> ofSkin() {
        return open.stream().filter(Picture::showsSkin).toList();
    }

    /// The picture of the reference card alone, if there is one.
    Optional<Picture> reference() {
        return open.stream().filter(picture -> !picture.showsSkin()).findFirst();
    }

    @Override
    public Iterator<Picture> iterator() {
        return Collections.unmodifiableList(open).iterator();
    }

    @Override
    public void close() {
        open.forEach(Picture::close);
    }
}
