package io.dermflow.kit.kafka;

import io.dermflow.events.Group;
import io.dermflow.events.Topic;
import io.dermflow.kit.job.JobProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the topics and the share groups' settings that are missing. Idempotent, and harmless when
/// several processes do it at once. The groups' settings come first: a topic that exists proves
/// that its groups are configured; the other way round a crash between would leave
/// `share.auto.offset.reset=latest` for ever, and jobs would be skipped.
final class TopicKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(TopicKeeper.class);
    private static final long WAIT_SECONDS = 5;

    private final BrokerProperties broker;
    private final JobProperties job;
    private boolean configured;

    TopicKeeper(BrokerProperties broker, JobProperties job) {
        this.broker = broker;
        this.job = job;
    }

    /// One round: a single question to the broker while nothing is missing. Called by one thread at
    /// a time.
    ///
    /// @return the id of each topic; one made in this round may be missing until the next
    Map<Topic, String> ensure(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<Topic, String> present = present(admin);
        List<NewTopic> missing = missing(present.keySet());
        if (missing.isEmpty() && configured) {
            return present;
        }
        make(admin, missing);
        return present(admin);
    }

    private static Map<Topic, String> present(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var listings = admin.listTopics().namesToListings().get(WAIT_SECONDS, TimeUnit.SECONDS);
        Map<Topic, String> present = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            var listing = listings.get(topic.topicName());
            if (listing != null) {
                present.put(topic, listing.topicId().toString());
            }
        }
        return present;
    }

    private void make(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            configureShareGroups(admin);
        } catch (ExecutionException e) {
            if (!missing.isEmpty() || !(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            // Topics that are there prove that somebody who may has done it.
            LOG.info("the groups' settings are another's to make");
        }
        configured = true;
        create(admin, missing);
    }

    private List<NewTopic> missing(Set<Topic> present) {
        List<NewTopic> missing = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (!present.contains(topic)) {
                missing.add(
                        new NewTopic(
                                        topic.topicName(),
                                        topic.partitions(),
                                        broker.replicationFactor())
                                .configs(
                                        Map.of(
                                                TopicConfig.RETENTION_MS_CONFIG,
                                                Long.toString(topic.retention().toMillis()),
                                                TopicConfig.SEGMENT_MS_CONFIG,
                                                Long.toString(segment(topic).toMillis()),
                                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                                TopicConfig.CLEANUP_POLICY_DELETE)));
            }
        }
        return missing;
    }

    /// Kafka removes whole segments: without rolling, a quiet topic would keep records for a week
    /// beyond its retention, and the erasure receipts would lie.
    private static Duration segment(Topic topic) {
        return topic.retention().dividedBy(8);
    }

    private void configureShareGroups(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        for (Group group : Group.values()) {
            if (group.kind() == Group.Kind.SHARE) {
                settings.put(
                        new ConfigResource(ConfigResource.Type.GROUP, group.groupId()),
                        List.of(
                                set("share.auto.offset.reset", "earliest"),
                                set(
                                        "share.record.lock.duration.ms",
                                        Long.toString(job.recordLock().toMillis()))));
            }
        }
        admin.incrementalAlterConfigs(settings).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get(WAIT_SECONDS, TimeUnit.SECONDS);
                LOG.info("topic created topic={}", creation.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
