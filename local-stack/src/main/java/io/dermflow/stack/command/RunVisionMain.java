package io.dermflow.stack.command;

import io.dermflow.stack.MissingJar;
import io.dermflow.stack.cache.StartCaches;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/// `vision-main MAIN …`: what `model try` and `card` are, a main class of the vision worker's from
/// its jar taken apart. It runs in this process, which saves the start of another, and sees nothing
/// of the launcher's: the libraries of the two differ.
final class RunVisionMain implements Command {

    private final Checkout checkout;

    RunVisionMain(Checkout checkout) {
        this.checkout = checkout;
    }

    /// Returns only if the main class does.
    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        Path jar = checkout.jar(Part.VISION).orElseThrow(() -> new MissingJar(Part.VISION));
        URL apart = new StartCaches(checkout).program(Part.VISION, jar).jar().toUri().toURL();
        String[] arguments = words.stream().skip(1).toArray(String[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try (var classes =
                new URLClassLoader(new URL[] {apart}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(classes);
            classes.loadClass(words.getFirst())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
            return 0;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(words.getFirst() + " ended badly", e);
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
