package io.dermflow.kit.kafka;

import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.job.JobProperties;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/// Kafka for services that name a broker.
@AutoConfiguration(
        beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnProperty("dermflow.kafka.bootstrap-servers")
@EnableConfigurationProperties(BrokerProperties.class)
public class KafkaKitConfiguration {

    @Bean
    KafkaClients kafkaClients(BrokerProperties properties) {
        return new KafkaClients(properties);
    }

    @Bean
    TopicWatch topicWatch(KafkaClients clients, BrokerProperties broker, JobProperties job) {
        return new TopicWatch(clients, new TopicKeeper(broker, job));
    }

    @Bean
    DefaultKafkaProducerFactory<String, byte[]> eventProducers(KafkaClients clients) {
        return new DefaultKafkaProducerFactory<>(clients.producerSettings());
    }

    @Bean
    KafkaTemplate<String, byte[]> eventTemplate(
            DefaultKafkaProducerFactory<String, byte[]> producers) {
        var template = new KafkaTemplate<>(producers);
        // Whoever sends hears of a failure by the future; the default listener would log each one.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean
    EventPublisher eventPublisher(
            KafkaTemplate<String, byte[]> kafka,
            TopicWatch topics,
            AppProperties app,
            Clock clock) {
        return new EventPublisher(kafka, topics, app, clock);
    }

    @Bean
    DeadLetters deadLetters(
            EventPublisher publisher, TopicWatch topics, AppProperties app, Clock clock) {
        return new DeadLetters(publisher, topics, app, clock);
    }

    @Bean
    EventListeners eventListeners(
            KafkaClients clients, TopicWatch topics, DeadLetters deadLetters, AppProperties app) {
        return new EventListeners(clients, topics, deadLetters, app);
    }

    @Bean
    KafkaHealth kafkaHealth(TopicWatch topics) {
        return new KafkaHealth(topics);
    }

    /// For services that work on jobs.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("dermflow.consent-view.enabled")
    static class ConsentConfiguration {
        @Bean
        ConsentView consentView(KafkaClients clients, TopicWatch topics) {
            return new ConsentView(clients, topics);
        }
    }
}
