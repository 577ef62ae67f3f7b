package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lunbo.front.MetricsConfig;
import io.lunbo.front.SlowClientsConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in deploy/ fits the application that is built. */
@QuarkusTest
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    @Test
    void everySettingThatIsNamedExists() throws IOException {
        Set<String> known = settings();
        JsonNode lunbo = compose().at("/services/lunbo");
        Set<String> named = new TreeSet<>();
        lunbo.get("environment").fieldNames().forEachRemaining(named::add);
        environment().keySet().forEach(named::add);
        named.addAll(namesIn(Files.readString(DEPLOY.resolve("README.md"))));

        assertThat(named).isNotEmpty();
        assertThat(known).containsAll(named);
    }

    @Test
    void everyVariableOfComposeIsInTheExampleAndTheOtherWayRound() throws IOException {
        Set<String> asked = VARIABLE.matcher(Files.readString(DEPLOY.resolve("compose.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<String> offered = Files.readAllLines(DEPLOY.resolve("lunbo.env.example")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(offered).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void containerRunsWhatTheBuildMakesAndKeepsWhatMustBeKept() throws IOException {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("Containerfile"));
        String copied = only(lines, "COPY ");
        String data = environment().get("LUNBO_DATA");

        assertThat(copied).endsWith("target/quarkus-app/ /lunbo/app/");
        assertThat(ConfigProvider.getConfig().getOptionalValue("quarkus.package.jar.type", String.class))
                .isIn(Optional.empty(), Optional.of("fast-jar"));
        assertThat(only(lines, "ENTRYPOINT ")).contains("\"-jar\", \"/lunbo/app/quarkus-run.jar\"");
        assertThat(only(lines, "RUN ")).contains("-o lunbo", data, environment().get("LUNBO_CACHE"));
        assertThat(only(lines, "USER ")).isEqualTo("lunbo");
        assertThat(only(lines, "VOLUME ")).isEqualTo(data);
        JsonNode lunbo = compose().at("/services/lunbo");
        assertThat(lunbo.at("/volumes/0").textValue()).endsWith(":" + data);
        assertThat(lunbo.at("/ports/0").textValue()).endsWith(":" + only(lines, "EXPOSE "));
        assertThat(lunbo.at("/build/dockerfile").textValue()).isEqualTo("deploy/Containerfile");
        assertThat(lunbo.at("/healthcheck/test/3").textValue())
                .contains(
                        "/dev/tcp/127.0.0.1/" + only(lines, "EXPOSE ") + " ",
                        "GET /q/health/ready HTTP/1.0\\r\\n\\r\\n");
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(DEPLOY.resolve("compose.yaml").toFile());
    }

    private static Map<String, String> environment() throws IOException {
        return Stream.of(only(Files.readAllLines(DEPLOY.resolve("Containerfile")), "ENV ")
                        .split(" "))
                .map(assignment -> assignment.split("="))
                .collect(Collectors.toMap(assignment -> assignment[0], assignment -> assignment[1]));
    }

    private static String only(List<String> lines, String instruction) {
        List<String> found =
                lines.stream().filter(line -> line.startsWith(instruction)).toList();
        assertThat(found).as(instruction).hasSize(1);
        return found.get(0).substring(instruction.length());
    }

    private static Set<String> namesIn(String text) {
        return Pattern.compile("`((?:QUARKUS|LUNBO)_[A-Z_]+)")
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** As environment variables: what our own interfaces map, and what the platform knows by name. */
    private static Set<String> settings() {
        Set<String> names = new HashSet<>();
        for (Class<?> mapping : List.of(LunboConfig.class, MetricsConfig.class, SlowClientsConfig.class)) {
            names.addAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                    .keySet());
        }
        ConfigProvider.getConfig().getPropertyNames().forEach(names::add);
        names.addAll(List.of( // each is set by one of the tests of the packaged application
                "quarkus.http.proxy.proxy-address-forwarding",
                "quarkus.http.proxy.trusted-proxies",
                "quarkus.http.ssl.certificate.files",
                "quarkus.http.ssl.certificate.key-files",
                "quarkus.http.insecure-requests",
                "quarkus.http.host"));
        return names.stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.toSet());
    }
}
