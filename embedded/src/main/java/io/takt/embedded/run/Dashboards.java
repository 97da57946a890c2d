package io.takt.embedded.run;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackException;
import io.takt.sinks.database.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Grafana for a run: started where its program is on the path, or how to point one at it. */
final class Dashboards {
  private Dashboards() {}

  /**
   * A line for each thing to know.
   *
   * @param from first instant of the plant's time
   * @param to its end
   */
  static List<String> of(EmbeddedStack stack, Instant from, Instant to)
      throws InterruptedException {
    Path folder = Path.of(System.getProperty("takt.home", "."), "dashboards").toAbsolutePath();
    String range = "?from=" + from.toEpochMilli() + "&to=" + to.toEpochMilli();
    try {
      Optional<String> url =
          stack.startGrafana(folder, Optional.ofNullable(System.getenv("PATH")).orElse(""));
      if (url.isPresent()) {
        return List.of("    Dashboards       " + url.get() + "/d/takt-andon/andon-wall" + range);
      }
    } catch (StackException e) {
      // The run does not need it; people are told, and the log says the rest.
      return List.of("    Dashboards       none: " + e.getMessage());
    }
    return List.of(
        "    Dashboards       no grafana on the path; point one at 127.0.0.1:"
            + stack.database().port()
            + ", database "
            + stack.database().database()
            + ", user "
            + Database.READER
            + ",",
        "                     with " + folder.resolve("provisioning") + " and " + range);
  }
}
