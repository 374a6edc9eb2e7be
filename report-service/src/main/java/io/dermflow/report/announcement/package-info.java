/// Later events about ended tasks, through an outbox. Start with
/// [io.dermflow.report.announcement.AnnouncementRelay].
@NullMarked
package io.dermflow.report.announcement;

import org.jspecify.annotations.NullMarked;
