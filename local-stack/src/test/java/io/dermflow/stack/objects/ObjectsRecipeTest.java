package io.dermflow.stack.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsRecipeTest {

    @TempDir Path directory;

    @Test
    void leavesHashesToTheCompilerThatUsesTheProcessorsInstructions() throws Exception {
        var data = new DataDirectory(directory);
        data.prepare();
        var recipe =
                new ObjectsRecipe(data, Ports.settle(data, OptionalInt.of(0)), new Secrets(data));

        assertThat(recipe.launch().command())
                .contains("-Xmx192m")
                .noneMatch(option -> option.contains("TieredStopAtLevel"));
    }
}
