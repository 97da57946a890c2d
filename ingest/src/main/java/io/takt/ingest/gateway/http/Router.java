package io.takt.ingest.gateway.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which route a request goes to: the first that fits, in the order they were added. */
public final class Router {

  /** Answers a request, or throws a {@link Problem}. May block. */
  @FunctionalInterface
  public interface Action {
    /** The answer. */
    Answer answer(Exchange exchange) throws Exception;
  }

  /**
   * One route.
   *
   * @param method in capitals
   * @param template as in OpenAPI: {@code /api/v1/assets/{id}/board}
   */
  public record Route(String method, String template) {}

  private record Entry(Route route, List<String> segments, Action action) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Action otherwise;

  /**
   * A router without routes.
   *
   * @param otherwise answers every GET outside {@code /api/} that no route fits
   */
  public Router(Action otherwise) {
    this.otherwise = otherwise;
  }

  /**
   * Adds a route.
   *
   * @param template a segment in braces stands for any one segment
   */
  public Router add(String method, String template, Action action) {
    entries.add(
        new Entry(new Route(method, template), List.of(template.substring(1).split("/")), action));
    return this;
  }

  /** All routes, as added. */
  public List<Route> routes() {
    return entries.stream().map(Entry::route).toList();
  }

  /** Has the request answered by its route; a refusal is an answer, too. */
  Answer answer(Exchange exchange) throws Exception {
    TreeSet<String> methods = new TreeSet<>();
    for (Entry entry : entries) {
      Map<String, String> found = match(entry.segments(), exchange.path());
      if (found != null) {
        if (entry.route().method().equals(exchange.method())) {
          return entry.action().answer(exchange.with(found));
        }
        methods.add(entry.route().method());
      }
    }
    if (!methods.isEmpty()) {
      throw Problem.methodNotAllowed(exchange.method(), String.join(", ", methods));
    }
    if (!exchange.path().isEmpty() && exchange.path().get(0).equals("api")) {
      throw Problem.notFound("There is nothing at this path.");
    }
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      throw Problem.methodNotAllowed(exchange.method(), "GET");
    }
    return otherwise.answer(exchange);
  }

  private static Map<String, String> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return null;
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String wanted = template.get(i);
      if (wanted.startsWith("{")) {
        found.put(wanted.substring(1, wanted.length() - 1), path.get(i));
      } else if (!wanted.equals(path.get(i))) {
        return null;
      }
    }
    return found;
  }
}
