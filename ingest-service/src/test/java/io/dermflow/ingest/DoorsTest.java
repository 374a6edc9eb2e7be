package io.dermflow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.kit.security.TokenProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every door of the service, found from the handler mappings, so that a new one can't be left open
/// by accident.
@IngestTest
class DoorsTest {

    @LocalServerPort int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired TokenProperties tokens;

    @Test
    void nobodyGetsInWithoutAToken() {
        Api anonymous = new Api(port);

        for (Door door : doors()) {
            int status = knock(anonymous, door);
            if (tokens.publicPaths().contains(door.path())) {
                assertThat(status).as(door.toString()).isNotEqualTo(403);
            } else {
                assertThat(status).as(door.toString()).isEqualTo(401);
            }
        }
    }

    @Test
    void usersDoNotGetThroughTheDoorsOfAdminsAndServices() {
        Api user = new Api(port);
        user = user.as(user.newUser().accessToken());

        for (Door door : doors()) {
            if (door.path().startsWith("/internal/")
                    || door.path().startsWith("/api/v1/admin/")
                    || door.path().startsWith("/api/v1/ops/")) {
                assertThat(knock(user, door)).as(door.toString()).isEqualTo(403);
            }
        }
    }

    @Test
    void servicesAreNoUsers() {
        Api service = new Api(port);
        service = service.as(service.serviceToken());

        for (Door door : doors()) {
            if (!door.path().startsWith("/internal/")
                    && !tokens.publicPaths().contains(door.path())) {
                assertThat(knock(service, door)).as(door.toString()).isEqualTo(403);
            }
        }
    }

    private static int knock(Api api, Door door) {
        String path = door.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return api.send(door.method().name(), path, "application/json", "").status();
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
            for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    doors.add(new Door(method, path));
                }
            }
        }
        assertThat(doors).hasSizeGreaterThan(10);
        return doors;
    }

    private record Door(RequestMethod method, String path) {}
}
