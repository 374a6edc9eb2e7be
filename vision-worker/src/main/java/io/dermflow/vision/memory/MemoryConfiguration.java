package io.dermflow.vision.memory;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The gate, for pumps and for `/ram`.
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

    @Bean
    MemoryGate memoryGate(MemoryProperties properties, MeterRegistry meters) {
        return new MemoryGate(new MemoryReader(), properties, meters);
    }
}
