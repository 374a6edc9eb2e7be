/// Form and colour season of a face from its landmarks. Start with
/// [io.dermflow.imaging.face.JudgeShape] and [io.dermflow.imaging.face.JudgeSeason].
@NullMarked
package io.dermflow.imaging.face;

import org.jspecify.annotations.NullMarked;
