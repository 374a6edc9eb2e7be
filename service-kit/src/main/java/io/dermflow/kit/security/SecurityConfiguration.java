package io.dermflow.kit.security;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.problem.ProblemDocument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Every service checks tokens itself. Health and (unless closed) metrics need none, `/internal/**`
/// needs the scope `service`, `/api/v1/admin/**` and `/api/v1/ops/**` the role `admin` (reviewing
/// and labeling there: `admin` or `labeler`), the rest any valid token, beside the paths a service
/// declares public.
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration")
@EnableConfigurationProperties(TokenProperties.class)
public class SecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokenDecoder(TokenProperties properties) {
        return AccessTokens.remote(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain doors(HttpSecurity http, TokenProperties properties, JwtDecoder decoder)
            throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(paths ->
                        paths.dispatcherTypeMatchers(
                                        jakarta.servlet.DispatcherType.ASYNC,
                                        jakarta.servlet.DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(openPaths(properties))
                                .permitAll()
                                .requestMatchers("/internal/**")
                                .hasAuthority("SCOPE_service")
                                .requestMatchers("/actuator/**")
                                .hasAnyAuthority("SCOPE_service", "ROLE_admin")
                                .requestMatchers("/api/v1/admin/captures", "/api/v1/admin/label/**")
                                .hasAnyRole("admin", "labeler")
                                .requestMatchers("/api/v1/admin/**", "/api/v1/ops/**")
                                .hasRole("admin")
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.bearerTokenResolver(tokens(properties, decoder))
                                .jwt(jwt -> jwt.jwtAuthenticationConverter(converter()))
                                .authenticationEntryPoint(unauthorized())
                                .accessDeniedHandler(forbidden()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthorized())
                                .accessDeniedHandler(forbidden()))
                .build();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
            }
        };
    }

    /// An app sends its token with every request. At an open door one that is no longer good counts
    /// as none: else nobody could log in, refresh or ask for health with an old one.
    private static BearerTokenResolver tokens(TokenProperties properties, JwtDecoder decoder) {
        var header = new DefaultBearerTokenResolver();
        RequestMatcher open =
                new OrRequestMatcher(
                        Arrays.stream(openPaths(properties))
                                .<RequestMatcher>map(
                                        PathPatternRequestMatcher.withDefaults()::matcher)
                                .toList());
        return request ->
                open.matches(request) ? good(header, decoder, request) : header.resolve(request);
    }

    private static @Nullable String good(
            BearerTokenResolver header, JwtDecoder decoder, HttpServletRequest request) {
        try {
            String token = header.resolve(request);
            if (token != null) {
                decoder.decode(token);
            }
            return token;
        } catch (OAuth2AuthenticationException | JwtException notGood) {
            return null;
        }
    }

    private static String[] openPaths(TokenProperties properties) {
        List<String> paths = new ArrayList<>(properties.publicPaths());
        paths.add("/actuator/health/**");
        if (properties.openMetrics()) {
            paths.add("/actuator/prometheus");
        }
        return paths.toArray(String[]::new);
    }

    private static JwtAuthenticationConverter converter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(SecurityConfiguration::authorities);
        return converter;
    }

    private static Collection<GrantedAuthority> authorities(Jwt token) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        List<String> roles = token.getClaimAsStringList("roles");
        if (roles != null) {
            roles.forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        }
        String scope = token.getClaimAsString("scope");
        if (scope != null) {
            for (String word : scope.split(" ")) {
                authorities.add(new SimpleGrantedAuthority("SCOPE_" + word));
            }
        }
        return authorities;
    }

    private static AuthenticationEntryPoint unauthorized() {
        return (request, response, refused) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            ProblemDocument.write(
                    response,
                    new ApiProblem(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "A valid access token is needed; log in or refresh."));
        };
    }

    private static AccessDeniedHandler forbidden() {
        return (request, response, refused) ->
                ProblemDocument.write(
                        response,
                        new ApiProblem(
                                HttpStatus.FORBIDDEN,
                                "forbidden",
                                "Your role does not allow this."));
    }
}
