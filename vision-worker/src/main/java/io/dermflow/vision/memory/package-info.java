/// The machine's memory: figures at `/ram`, and a pause of the pump when it runs short. Start with
/// [io.dermflow.vision.memory.MemoryGate].
@NullMarked
package io.dermflow.vision.memory;

import org.jspecify.annotations.NullMarked;
