package io.dermflow.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The two limits: body size, before security reads anything; request rate, after security knows
/// who calls. Both refuse with [ApiProblem].
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /// Spring Security's filter chain stands at -100.
    private static final int AFTER_SECURITY = -50;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(LimitProperties limits) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(limits));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimit(LimitProperties limits) {
        var registration = new FilterRegistrationBean<>(new RateLimitFilter(limits));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    /// Every door that takes photos, by all its names.
    private static final Set<String> UPLOADS =
            Set.of(
                    "/api/v1/captures",
                    "/api/v1/capture",
                    "/api/upload-capture",
                    "/analyze-skin",
                    "/analyze",
                    "/predict",
                    "/api/v1/ml/analyze-face");

    static boolean isUpload(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && UPLOADS.contains(request.getRequestURI());
    }
}
