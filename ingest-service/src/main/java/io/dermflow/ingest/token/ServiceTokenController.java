package io.dermflow.ingest.token;

import io.dermflow.ingest.attempt.AttemptLimits;
import io.dermflow.ingest.attempt.ClientAddress;
import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tokens for services by client credentials (RFC 6749 §4.4), as a form or as JSON, the secret in
/// the body or by HTTP Basic.
@RestController
@RequestMapping("/api/v1/auth/token")
class ServiceTokenController {

    private final ClientSecrets clients;
    private final TokenIssuer tokens;
    private final AttemptLimits limits;

    ServiceTokenController(ClientSecrets clients, TokenIssuer tokens, AttemptLimits limits) {
        this.clients = clients;
        this.tokens = tokens;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Answer byForm(
            @RequestBody MultiValueMap<String, String> form,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization,
            HttpServletRequest request) {
        var grant =
                new ClientGrant(
                        form.getFirst("grant_type"),
                        form.getFirst("client_id"),
                        form.getFirst("client_secret"));
        return answer(grant, authorization, request);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer byJson(
            @RequestBody ClientGrant grant,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization,
            HttpServletRequest request) {
        return answer(grant, authorization, request);
    }

    private Answer answer(
            ClientGrant grant, @Nullable String authorization, HttpServletRequest request) {
        if (!"client_credentials".equals(grant.grantType())) {
            throw refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type");
        }
        ClientCredentials credentials =
                ClientCredentials.of(grant, authorization)
                        .orElseThrow(() -> refused(HttpStatus.UNAUTHORIZED, "invalid_client"));
        check(credentials, ClientAddress.of(request));
        IssuedToken token = tokens.forService(credentials.clientId());
        return new Answer(token.value(), "Bearer", token.life().toSeconds(), "service");
    }

    /// Only failures count here: our services share one address.
    private void check(ClientCredentials credentials, ClientAddress address) {
        String account = "client " + credentials.clientId() + " " + address.value();
        limits.on(account);
        if (!clients.accept(credentials.clientId(), credentials.secret())) {
            limits.from(address);
            throw refused(HttpStatus.UNAUTHORIZED, "invalid_client");
        }
        limits.succeeded(account);
    }

    /// RFC 6749 §5.2 names the member `error`; our own clients read `code`.
    private static ApiProblem refused(HttpStatus status, String code) {
        return new ApiProblem(status, code, "No token for this client.").with("error", code);
    }

    record Answer(String accessToken, String tokenType, long expiresIn, String scope) {}
}
