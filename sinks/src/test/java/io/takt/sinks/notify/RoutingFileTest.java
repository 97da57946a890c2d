package io.takt.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.schemas.AlertLink;
import io.takt.schemas.RegistryAddress;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingFileTest {

  private static final Path EXAMPLE = Path.of("../docs/examples/alert-routing.yaml");

  @Test
  void theExampleIsReadAsItSays(@TempDir Path secrets) throws IOException {
    RoutingFile file = NotifierSettings.routing(EXAMPLE);
    assertThat(file.receivers())
        .containsExactly(
            "maintenance", "shop-floor", "shift-lead", "plant-manager", "ticketing", "terminal");
    Routing.Route serious = file.routing().routes().get(1);
    assertThat(serious.goesOn()).isTrue();
    assertThat(serious.groupWait()).isEqualTo(30_000);
    assertThat(serious.repeatInterval()).isEqualTo(4 * 3_600_000);
    assertThat(serious.ladder())
        .extracting(Routing.Step::after)
        .containsExactly(900_000L, 2_700_000L);
    assertThat(file.routing().receivers().get("maintenance").updates()).isTrue();
    assertThat(file.routing().receivers().get("plant-manager").quiet()).isNotNull();
    Path password = Files.writeString(secrets.resolve("mail"), "s3cret\n");
    RoutingFile mine =
        RoutingFile.parse(
            Files.readString(EXAMPLE).replace("/run/secrets/takt-mail", password.toString()));
    Transports transports =
        new Transports(
            Map.of(
                "TAKT_SLACK_TOKEN", "xoxb-s3cret",
                "TAKT_SLACK_WEBHOOK", "https://hooks.slack.com/services/s3cret",
                "TAKT_TICKETS_TOKEN", "s3cret"),
            line -> {});
    for (String receiver : mine.receivers()) {
      assertThat(transports.to(mine.receiver(receiver)).toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void everyKeyIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/alerts.md"));
    List<Class<?>> parts =
        List.of(
            RoutingFile.File.class,
            RoutingFile.Site.class,
            RoutingFile.SlackEntry.class,
            RoutingFile.EmailEntry.class,
            RoutingFile.WebhookEntry.class,
            RoutingFile.RouteEntry.class,
            RoutingFile.StepEntry.class,
            RoutingFile.InhibitEntry.class);
    for (Class<?> part : parts) {
      for (var component : part.getRecordComponents()) {
        String key =
            component.getName().equals("goesOn")
                ? "continue"
                : component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        assertThat(page).as(part.getSimpleName()).containsPattern("`" + key + "[`:]");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "routes: []; needs the keys receivers and routes",
        "receivers: [{name: a}], routes: []; Receiver a needs exactly one of slack",
        "receivers: [{name: a, terminal: {}, webhook: {}}], routes: []; needs exactly one of slack",
        "receivers: [{name: a, terminal: {}, quiet-hours: night}], routes: []; There is no window night",
        "receivers: [{name: a, terminal: {}}], routes: [{receivers: [b]}]; names receiver b; there are",
        "receivers: [{name: a, terminal: {}}], routes: [{receivers: [a], group-wait: soon}]; group-wait is soon",
        "receivers: [{name: a, terminal: {}}], routes: [{receiver: [a]}]; Unrecognized field",
        "receivers: [{name: a, terminal: {}, loud: [BAD]}], routes: []; there is no severity BAD",
        "receivers: [{name: a, terminal: {}}], routes: [], windows: [{name: w, from: x, to: y}]; Window w needs",
      })
  void whatIsWrongIsRefusedInOneSentence(String keys, String why) {
    assertThatThrownBy(() -> RoutingFile.parse("{" + keys + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void settingsNeverShowSecretsAndRefuseThemOnTheCommandLine() {
    NotifierSettings settings =
        new NotifierSettings(
            "k:1",
            Map.of("sasl.jaas.config", "s3cret"),
            new RegistryAddress("http://r:1"),
            new DatabaseSettings("jdbc:postgresql://d:1/takt", "takt_writer", "s3cret"),
            NotifierSettings.terminalOnly(),
            new AlertLink("s3cret-s3cret-s3cret"),
            null);
    assertThat(settings.toString()).doesNotContain("s3cret");
    assertThatThrownBy(
            () -> NotifierSettings.read(new String[] {"--link-secret", "s3cret"}, Map.of()))
        .hasMessageContaining("would show in the list of processes")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> NotifierSettings.read(new String[0], Map.of()))
        .hasMessageContaining("TAKT_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void aTestMessageSaysWhetherItGotThrough() throws Exception {
    List<String> terminal = new ArrayList<>();
    TestMessage.send(NotifierSettings.terminalOnly(), "terminal", Map.of(), terminal::add);
    assertThat(terminal).containsExactly("Test message from Takt");
    assertThatThrownBy(
            () ->
                TestMessage.send(
                    NotifierSettings.terminalOnly(), "nobody", Map.of(), terminal::add))
        .hasMessage("There is no receiver nobody; there are [terminal].");
    try (LocalServer program = new LocalServer()) {
      program.answers(401, "");
      RoutingFile file =
          RoutingFile.parse(
              "{receivers: [{name: a, webhook: {url: '" + program.url() + "'}}], routes: []}");
      assertThatThrownBy(() -> TestMessage.send(file, "a", Map.of(), terminal::add))
          .isInstanceOf(IOException.class)
          .hasMessage("a does not take the message: the answer was 401");
    }
  }

  @Test
  void aLinkHoldsForItsAlertAndItsTimeAlone() {
    AlertLink links = new AlertLink("0123456789abcdef");
    Instant now = Instant.parse("2026-03-02T02:14:00Z");
    Instant expires = now.plusSeconds(3_600);
    String link = links.to("https://takt.example", "stop|a", "a", expires);
    String signature = link.substring(link.indexOf("&signature=") + 11);
    long until = expires.getEpochSecond();
    assertThat(links.holds("stop|a", "a", until, signature, now)).isTrue();
    assertThat(links.holds("stop|b", "a", until, signature, now)).isFalse();
    assertThat(links.holds("stop|a", "b", until, signature, now)).isFalse();
    assertThat(links.holds("stop|a", "a", until + 1, signature, now)).isFalse();
    assertThat(links.holds("stop|a", "a", until, signature, expires)).isFalse();
    assertThat(new AlertLink("another-secret-of-ours").holds("stop|a", "a", until, signature, now))
        .isFalse();
  }
}
