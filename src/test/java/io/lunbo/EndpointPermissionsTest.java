package io.lunbo;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.security.Authenticated;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.web.Route;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint says who may call it, and means it: each is called by nobody, by every role and by a player. */
@QuarkusTest
class EndpointPermissionsTest {
    private static final Set<Class<? extends Annotation>> ANSWERS = Set.of(
            RolesAllowed.class, Authenticated.class, PermitAll.class, DenyAll.class, AuthorizationCodeFlow.class);

    private static final List<Class<?>> CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.lunbo").stream()
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Inject
    PlayerTokens playerTokens;

    private final Map<Role, SignedIn> programs = new EnumMap<>(Role.class);
    private final Map<Role, SignedIn> browsers = new EnumMap<>(Role.class);

    record Endpoint(String verb, String path, Method method) {
        boolean isPage() {
            return !path.startsWith("/api/") && !path.startsWith("/player/");
        }

        boolean endsSessions() {
            return path.contains("/sessions") || path.equals("/logout") || path.endsWith("/sign-out-everywhere");
        }

        Optional<Annotation> permission() {
            return answer(method).or(() -> answer(method.getDeclaringClass()));
        }

        private static Optional<Annotation> answer(AnnotatedElement element) {
            return Stream.of(element.getAnnotations())
                    .filter(annotation -> ANSWERS.contains(annotation.annotationType()))
                    .findFirst();
        }

        boolean allows(String role) {
            Annotation permission = permission().orElseThrow();
            return permission instanceof RolesAllowed allowed
                    ? Arrays.asList(allowed.value()).contains(role)
                    : !(permission instanceof DenyAll);
        }

        boolean open() {
            return permission().orElseThrow() instanceof PermitAll;
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        assertThat(endpoints()).hasSizeGreaterThan(20);
        assertThat(endpoints().filter(endpoint -> endpoint.permission().isEmpty()))
                .isEmpty();
    }

    @Test
    void nobodyComesInWithoutBeingKnown() {
        List<String> wrong = new ArrayList<>();
        closed().forEach(endpoint -> {
            int status = call(endpoint, RestAssured.given());
            if (status != 401) {
                wrong.add(endpoint + " answered " + status);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRoleIsLetInWhereItMayAndNowhereElse() {
        List<String> wrong = new ArrayList<>();
        for (Role role : Role.values()) {
            closed().forEach(endpoint -> {
                int status = call(endpoint, requestOf(role, endpoint));
                boolean player = endpoint.path.startsWith("/player/");
                boolean right = player
                        ? status == 401 // an operator's token opens no player's door
                        : endpoint.allows(role.name()) ? status != 401 && status != 403 && status < 500 : status == 403;
                if (!right) {
                    wrong.add(endpoint + " answered " + status + " to " + role);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void playersAreLetInAtTheirDoorOnly() {
        String token = playerTokens
                .issue(UUID.randomUUID(), "permissions", "test", null)
                .token();
        List<String> wrong = new ArrayList<>();
        closed().forEach(endpoint -> {
            int status = call(endpoint, RestAssured.given().auth().oauth2(token));
            boolean right = endpoint.path.startsWith("/player/")
                    ? endpoint.allows(PlayerTokens.ROLE)
                            ? status != 401 && status != 403 && status < 500
                            : status == 403
                    : status == 401;
            if (!right) {
                wrong.add(endpoint + " answered " + status);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void openEndpointsWithstandEmptyRequests() {
        assertThat(endpoints().filter(Endpoint::open))
                .allSatisfy(endpoint -> assertThat(call(endpoint, RestAssured.given()))
                        .as(endpoint.toString())
                        .isLessThan(500));
    }

    private static Stream<Endpoint> closed() {
        // The door to the other house sends everybody on to it: nobody is known there before.
        return endpoints()
                .filter(endpoint -> !endpoint.open())
                .filter(endpoint -> !(endpoint.permission().orElseThrow() instanceof AuthorizationCodeFlow));
    }

    private RequestSpecification requestOf(Role role, Endpoint endpoint) {
        if (endpoint.isPage()) {
            return (endpoint.endsSessions()
                            ? SignedIn.cookieAs(role)
                            : browsers.computeIfAbsent(role, SignedIn::cookieAs))
                    .page();
        }
        return (endpoint.endsSessions() ? SignedIn.as(role) : programs.computeIfAbsent(role, SignedIn::as)).api();
    }

    private static int call(Endpoint endpoint, RequestSpecification request) {
        request.accept("*/*")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false);
        if (Set.of("POST", "PUT", "PATCH").contains(endpoint.verb)) {
            String type = taken(endpoint);
            if (type.startsWith("multipart/")) {
                request.multiPart("nothing", "");
            } else if (type.equals(ContentType.JSON.toString())) {
                request.contentType(ContentType.JSON).body("{\"no\":\"such field\"}");
            } else {
                request.contentType(type);
            }
        }
        return request.request(endpoint.verb, endpoint.path).statusCode();
    }

    /** A type of body that the endpoint takes: what it does not take is refused before anybody asks who calls. */
    private static String taken(Endpoint endpoint) {
        return Stream.of(endpoint.method, endpoint.method.getDeclaringClass())
                .map(element -> element.getAnnotation(Consumes.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(consumes -> consumes.value()[0])
                .orElse(endpoint.isPage() ? "application/x-www-form-urlencoded" : ContentType.JSON.toString());
    }

    private static Stream<Endpoint> endpoints() {
        Stream<Endpoint> resources = CLASSES.stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .flatMap(method -> Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .map(verb -> new Endpoint(verb.value(), pathOf(method), method)));
        Stream<Endpoint> routes = CLASSES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .flatMap(method -> Stream.of(method.getAnnotationsByType(Route.class))
                        .filter(route -> !route.path().isEmpty())
                        .flatMap(route -> Stream.of(route.methods())
                                .map(verb ->
                                        new Endpoint(verb.name(), route.path().replaceAll(":\\w+", anyId()), method))));
        return Stream.concat(resources, routes);
    }

    private static String pathOf(Method method) {
        Path onMethod = method.getAnnotation(Path.class);
        String path = method.getDeclaringClass().getAnnotation(Path.class).value() + "/"
                + (onMethod == null ? "" : onMethod.value());
        return ("/" + path)
                .replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", anyId())
                .replaceAll("/{2,}", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static String anyId() {
        return "00000000-0000-7000-8000-000000000000";
    }
}
