/// One S3 server in a JVM of its own: [io.dermflow.stack.objects.ObjectServer] is what runs there,
/// [io.dermflow.stack.objects.ObjectsRecipe] is how the launcher starts it.
@NullMarked
package io.dermflow.stack.objects;

import org.jspecify.annotations.NullMarked;
