package io.dermflow.kit.testing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/// Binds one properties record as the service does: validated, unknown keys refused.
public final class Binding {

    private Binding() {}

    /// @param values by the key's last part
    /// @throws org.springframework.boot.context.properties.bind.BindException if they are refused
    public static <T> T bind(Class<T> type, Map<String, String> values) {
        var annotation =
                AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class);
        String prefix = annotation == null ? "" : annotation.prefix();
        var source = new MapConfigurationPropertySource();
        values.forEach((key, value) -> source.put(prefix + "." + key, value));
        return new Binder(source).bindOrCreate(prefix, Bindable.of(type), handler());
    }

    private static BindHandler handler() {
        var validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new ValidationBindHandler(
                new NoUnboundElementsBindHandler(BindHandler.DEFAULT), validator);
    }
}
