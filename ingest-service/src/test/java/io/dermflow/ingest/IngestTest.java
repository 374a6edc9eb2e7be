package io.dermflow.ingest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a random port, on the real database, with a Kafka address where nobody
/// listens. Classes that add nothing to it share one context, so make users of your own per test.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dermflow.kafka.bootstrap-servers=127.0.0.1:1",
            "dermflow.store.kind=file:target/test-objects",
            "dermflow.upload.spool-dir=target/test-spool",
            "dermflow.issuing.keys-dir=target/test-keys/tokens",
            "dermflow.issuing.clients-dir=target/test-keys/clients",
            "dermflow.attempts.address-burst=1000000",
            "dermflow.attempts.account-burst=5",
            "dermflow.accounts.hashing-queue=1000",
            "dermflow.accounts.bootstrap-admin-email=first-admin@example.org",
            "dermflow.service-token.client-id=ingest"
        })
@ContextConfiguration(initializers = RealParts.class)
public @interface IngestTest {}
