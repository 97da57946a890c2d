package io.takt.embedded.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One tab, used as a person does: by touch and by keys. */
final class Tab {

  private static final int PATIENCE_MS = 30_000;

  private final DevTools devTools;
  private final String session;

  Tab(DevTools devTools, String session) {
    this.devTools = devTools;
    this.session = session;
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      send(domain + ".enable", Map.of());
    }
    send("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 1));
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    return devTools.send(session, method, parameters);
  }

  void open(String address) {
    JsonNode answer = send("Page.navigate", Map.of("url", address));
    if (answer.hasNonNull("errorText")) {
      throw new AssertionError(address + ": " + answer.get("errorText").asText());
    }
    await("document.readyState === 'complete'");
  }

  /** As a person who pulls the page down. */
  void reload() {
    evaluate("window.beforeReload = true");
    send("Page.reload", Map.of());
    await("!window.beforeReload && document.readyState === 'complete'");
  }

  void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void darkScheme(boolean dark) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** The value of an expression; a promise's when it is kept. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Waits until an expression holds. */
  void await(String expression) {
    long until = System.nanoTime() + PATIENCE_MS * 1_000_000L;
    while (true) {
      try {
        // The page's own timer waits; after a navigation the promise is lost with its page.
        JsonNode held =
            evaluate(
                "(async () => { for (let i = 0; i < 100; i++) { if ("
                    + expression
                    + ") return true; await new Promise(r => setTimeout(r, 50)); } return false; })()");
        if (held.asBoolean()) {
          return;
        }
      } catch (AssertionError navigated) {
        if (System.nanoTime() > until) {
          throw navigated;
        }
      }
      if (System.nanoTime() > until) {
        throw new AssertionError(
            "Waited in vain for "
                + expression
                + "; the page shows: "
                + evaluate("document.body.innerText").asText());
      }
    }
  }

  /** Waits until the element's text holds these words. */
  void awaitText(String css, String words) {
    await(element(css) + "?.innerText.includes(" + quoted(words) + ")");
  }

  /** Touches an element, once it is there, can be used and is not covered. */
  void tap(String css) {
    String element = element(css);
    await("(e => e && !e.disabled && e.getClientRects().length > 0)(" + element + ")");
    JsonNode point =
        evaluate(
            "(e => { e.scrollIntoView({block: 'center', behavior: 'instant'});"
                + " const b = e.getBoundingClientRect(); const x = b.left + b.width / 2, y = b.top + b.height / 2;"
                + " const hit = document.elementFromPoint(x, y);"
                + " return {x, y, hit: e === hit || e.contains(hit) ? '' : String(hit?.outerHTML).slice(0, 200)}; })("
                + element
                + ")");
    if (!point.get("hit").asText().isEmpty()) {
      throw new AssertionError(css + " is covered by " + point.get("hit").asText());
    }
    touch(point.get("x").doubleValue(), point.get("y").doubleValue(), 0);
  }

  /** Puts a finger on an element and draws it sideways. */
  void drag(String css, double byX) {
    await("!!" + element(css));
    JsonNode box =
        evaluate(
            "(b => ({x: b.left + b.width / 2, y: b.top + b.height / 2}))("
                + element(css)
                + ".getBoundingClientRect())");
    touch(box.get("x").doubleValue(), box.get("y").doubleValue(), byX);
  }

  private void touch(double x, double y, double byX) {
    finger("touchStart", List.of(Map.of("x", x, "y", y)));
    int steps = byX == 0 ? 0 : 5;
    for (int i = 1; i <= steps; i++) {
      finger("touchMove", List.of(Map.of("x", x + byX * i / steps, "y", y)));
    }
    finger("touchEnd", List.of());
  }

  private void finger(String type, List<?> points) {
    send("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  void focus(String css) {
    await("!!" + element(css));
    evaluate(element(css) + ".focus()");
  }

  void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  /** Presses a key that has a name, such as Enter, Tab, ArrowLeft, Escape. */
  void key(String name) {
    int code =
        switch (name) {
          case "Enter" -> 13;
          case "Tab" -> 9;
          case "Escape" -> 27;
          case "ArrowLeft" -> 37;
          case "ArrowRight" -> 39;
          default -> throw new IllegalArgumentException(name);
        };
    Map<String, ?> key = Map.of("key", name, "code", name, "windowsVirtualKeyCode", code);
    Map<String, Object> down = new java.util.HashMap<>(key);
    down.put("type", "keyDown");
    if (name.equals("Enter")) {
      down.put("text", "\r");
    }
    send("Input.dispatchKeyEvent", down);
    Map<String, Object> up = new java.util.HashMap<>(key);
    up.put("type", "keyUp");
    send("Input.dispatchKeyEvent", up);
  }

  /** What {@code look-over.js} complains about. */
  List<String> complaints() throws IOException {
    try (var script = Tab.class.getResourceAsStream("look-over.js")) {
      String source = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode found = evaluate(source);
      List<String> complaints = new java.util.ArrayList<>();
      found.forEach(one -> complaints.add(one.asText()));
      return complaints;
    }
  }

  void screenshot(Path file) throws IOException {
    byte[] png =
        Base64.getDecoder()
            .decode(send("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
    Files.createDirectories(file.getParent());
    Files.write(file, png);
  }

  private static String element(String css) {
    return "document.querySelector(" + quoted(css) + ")";
  }

  private static String quoted(String text) {
    return DevTools.JSON.valueToTree(text).toString();
  }
}
