package io.dermflow.stack.postgres;

import io.dermflow.stack.process.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL refuses to run as root. For a root user this finds how not to be: a user namespace in
/// which nobody is root, or, where namespaces are forbidden, the uid of `nobody`.
///
/// @param prefix goes in front of PostgreSQL's own command lines; empty for ordinary users
/// @param otherUser whether the data folder must belong to [#NOBODY]
record NotRoot(List<String> prefix, boolean otherUser) {

    private static final Logger log = LoggerFactory.getLogger(NotRoot.class);
    private static final int NOBODY = 65534;

    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> OTHER_UID =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    /// Looks at this machine; [#none()] for everybody but root.
    static NotRoot here() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return none();
        }
        if (Spawner.works(NAMESPACE)) {
            return new NotRoot(NAMESPACE, false);
        }
        log.warn("user namespaces are forbidden here, PostgreSQL runs as uid {}", NOBODY);
        return withOtherUid();
    }

    static NotRoot none() {
        return new NotRoot(List.of(), false);
    }

    static NotRoot withOtherUid() {
        return new NotRoot(OTHER_UID, true);
    }

    /// Gives a folder and all in it to the user PostgreSQL runs as.
    void own(Path directory) throws IOException {
        if (!otherUser) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
