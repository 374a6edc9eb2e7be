/// A stack's truth in a folder, and back: start with [io.dermflow.stack.backup.TakeBackup]. Kafka's
/// log is left out on purpose: it carries and may be lost.
@NullMarked
package io.dermflow.stack.backup;

import org.jspecify.annotations.NullMarked;
