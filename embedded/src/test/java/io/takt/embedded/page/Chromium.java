package io.takt.embedded.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Chromium without a screen, for one test class; ends with it. */
final class Chromium implements AutoCloseable {

  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final DevTools devTools;
  private final ConcurrentLinkedQueue<String> failures;

  private Chromium(Process process, DevTools devTools, ConcurrentLinkedQueue<String> failures) {
    this.process = process;
    this.devTools = devTools;
    this.failures = failures;
  }

  /** Starts it; a test on a machine that cannot have one is skipped, and says why. */
  static Chromium start(Path profile) throws IOException {
    Path cache = cache();
    Files.createDirectories(cache);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                Path.of("src/test/scripts/chromium.sh").toAbsolutePath().toString(),
                cache.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=Translate,OptimizationHints,MediaRouter",
                "--force-color-profile=srgb",
                "--lang=en-GB",
                // The tests' browser talks to this machine and to nobody else.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox");
    }
    command.add("about:blank");
    Path said = Files.createTempFile("takt-chromium", ".out");
    said.toFile().deleteOnExit();
    Process process = new ProcessBuilder(command).redirectOutput(said.toFile()).start();
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      lines.add(line);
      if (line.startsWith(LISTENING)) {
        drain(errors);
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        DevTools devTools =
            new DevTools(
                URI.create(line.substring(LISTENING.length()).strip()),
                (method, event) -> note(method, event, failures));
        return new Chromium(process, devTools, failures);
      }
    }
    String unavailable = Files.readString(said).strip();
    if (unavailable.startsWith("unavailable: ")) {
      String message = "SKIPPED in a browser: " + unavailable.substring("unavailable: ".length());
      System.out.println(message);
      Assumptions.abort(message);
    }
    throw new IOException("Chromium ended without listening: " + lines + unavailable);
  }

  /** A browser whose messages nobody reads stands still in the end. */
  private static void drain(BufferedReader errors) {
    Thread thread =
        new Thread(
            () -> {
              try {
                errors.transferTo(java.io.Writer.nullWriter());
              } catch (IOException ended) {
                // With the browser.
              }
            },
            "chromium-errors");
    thread.setDaemon(true);
    thread.start();
  }

  /** Exceptions of scripts, and what the page's security policy refused. */
  private static void note(String method, JsonNode event, ConcurrentLinkedQueue<String> failures) {
    if (method.equals("Runtime.exceptionThrown")) {
      failures.add(event.at("/exceptionDetails").toString());
    }
    if (method.equals("Log.entryAdded") && event.at("/entry/source").asText().equals("security")) {
      failures.add(event.at("/entry/text").asText());
    }
  }

  /** A tab of its own, without what others have stored. */
  Tab newTab() {
    String context =
        devTools
            .send(null, "Target.createBrowserContext", Map.of())
            .get("browserContextId")
            .asText();
    String target =
        devTools
            .send(
                null,
                "Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asText();
    String session =
        devTools
            .send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    return new Tab(devTools, session);
  }

  /** What went wrong in scripts so far. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private static Path cache() {
    String chosen = System.getenv("TAKT_CACHE");
    if (chosen != null && !chosen.isEmpty()) {
      return Path.of(chosen).toAbsolutePath();
    }
    for (File at = new File("").getAbsoluteFile(); at != null; at = at.getParentFile()) {
      if (new File(at, ".mvn").isDirectory()) {
        return at.toPath().resolve(".takt/cache");
      }
    }
    throw new IllegalStateException("no folder .mvn above the working directory");
  }

  @Override
  public void close() {
    devTools.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
