package io.dermflow.stack.postgres;

import io.dermflow.stack.process.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom PostgreSQL runs as. It refuses root, and a uid without a name. For these it gets a user
/// namespace, in which it is `nobody` to itself and still owns what we own; where namespaces are
/// forbidden, root gives it the uid of `nobody`.
///
/// @param prefix goes in front of PostgreSQL's own command lines; empty for ordinary users
/// @param otherUser whether the data folder must belong to [#NOBODY]
record PostgresUser(List<String> prefix, boolean otherUser) {

    private static final Logger log = LoggerFactory.getLogger(PostgresUser.class);
    private static final int NOBODY = 65534;

    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    // A change of uid takes the death signal away that Spawner asked for, so ask again.
    private static final List<String> OTHER_UID =
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--pdeathsig",
                    "KILL");

    /// Looks at this machine and at who we are.
    static PostgresUser here() {
        String name = System.getProperty("user.name");
        boolean root = name.equals("root");
        boolean nameless = name.equals("?");
        if (!root && !nameless) {
            return new PostgresUser(List.of(), false);
        }
        if (Spawner.works(NAMESPACE)) {
            return new PostgresUser(NAMESPACE, false);
        }
        log.warn("user namespaces are forbidden here, PostgreSQL runs as uid {}", NOBODY);
        return withOtherUid();
    }

    static PostgresUser withOtherUid() {
        return new PostgresUser(OTHER_UID, true);
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
