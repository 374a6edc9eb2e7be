package io.dermflow.imaging.decode;

import java.lang.ref.Reference;
import java.util.function.Consumer;

/// Keeps an object of OpenCV's while it works. Its native half is freed once the collector finds it
/// unreachable, and compiled Java forgets it as soon as its native address was read: in the middle
/// of what it does.
public final class Held {

    private Held() {}

    /// @param object a detector, a matcher, or what one is made of; no picture, which whoever
    ///   releases it holds
    public static <T> void during(T object, Consumer<T> work) {
        work.accept(object);
        Reference.reachabilityFence(object);
    }
}
