package io.takt.ingest.gateway.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read whole.
 *
 * @param method in capitals
 * @param path decoded segments of the path
 * @param parameters what the route's placeholders stand for
 * @param query first value of each query parameter
 * @param headers names in small letters, first value of each
 * @param cookies by name
 * @param remote the other side's address
 * @param body empty for none
 */
public record Exchange(
    String method,
    List<String> path,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> cookies,
    String remote,
    ByteBuffer body) {

  /** What the placeholder of that name stands for. */
  public String parameter(String name) {
    return parameters.get(name);
  }

  /** The first query parameter of that name. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The first header of that name, in small letters. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Exchange with(Map<String, String> found) {
    return new Exchange(method, path, found, query, headers, cookies, remote, body);
  }

  /** Method and number of segments: headers, cookies and bodies hold secrets. */
  @Override
  public String toString() {
    return method + " of " + path.size() + " segments";
  }
}
