package io.dermflow.ingest.progress;

import io.dermflow.events.Group;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.StageProgress;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What Kafka tells ingest about jobs. Whichever comes first, the plain notice of an end or the
/// committed result event, ends the job; the notice saves the client the Kafka transaction.
@Configuration(proxyBeanMethods = false)
class ProgressListener {

    @Bean
    EventListener<StageProgress> signsOfLife(EventListeners listeners, FollowJob followJob) {
        return listeners.plain(
                Group.INGEST_PROGRESS,
                StageProgress.class,
                (progress, _) -> followJob.heard(progress));
    }

    @Bean
    EventListener<ResultEvent> announcements(EventListeners listeners, FollowJob followJob) {
        return listeners.committed(
                Group.INGEST_RESULTS,
                ResultEvent.class,
                (result, _) -> followJob.announced(result));
    }
}
