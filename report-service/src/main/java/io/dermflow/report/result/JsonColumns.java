package io.dermflow.report.result;

import io.dermflow.events.EventCodec;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads jsonb columns in the wire format of the events, unknown fields tolerated.
@Configuration(proxyBeanMethods = false)
class JsonColumns {

    @Bean
    HibernatePropertiesCustomizer wireFormatColumns() {
        return properties -> properties.put(MappingSettings.JSON_FORMAT_MAPPER, new WireFormat());
    }

    private static final class WireFormat implements FormatMapper {

        @Override
        public <T> T fromString(CharSequence json, JavaType<T> type, WrapperOptions options) {
            return EventCodec.mapper().readValue(json.toString(), type.getJavaTypeClass());
        }

        @Override
        public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
            return EventCodec.mapper().writeValueAsString(value);
        }
    }
}
