package io.dermflow.kit.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreContract {

    @TempDir private Path directory;

    @Override
    ObjectStore store() {
        return new DirectoryObjectStore(directory);
    }
}
