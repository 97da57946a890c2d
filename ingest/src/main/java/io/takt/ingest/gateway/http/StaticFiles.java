package io.takt.ingest.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page, from the class path; each is read once. */
public final class StaticFiles {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][A-Za-z0-9_-]*(\\.[a-z0-9_-]+)*\\.([a-z0-9]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  private record File(ByteBuffer bytes, String type, String etag) {}

  private final Class<?> beside;
  private final String folder;
  private final Map<String, File> known = new ConcurrentHashMap<>();

  /** Files in that folder beside the class. */
  public StaticFiles(Class<?> beside, String folder) {
    this.beside = beside;
    this.folder = folder;
  }

  /** The file that the path names; {@code index.html} for the root. */
  public Answer answer(Exchange exchange) throws IOException {
    String name = exchange.path().isEmpty() ? "index.html" : String.join("/", exchange.path());
    File file = find(name);
    if (file == null) {
      throw Problem.notFound("There is no such page.");
    }
    Map<String, String> headers =
        Map.of("Content-Type", file.type(), "ETag", file.etag(), "Cache-Control", "no-cache");
    if (file.etag().equals(exchange.header("if-none-match").orElse(""))) {
      return new Answer(304, headers, ByteBuffer.allocate(0), null);
    }
    return new Answer(200, headers, file.bytes(), null);
  }

  private File find(String path) throws IOException {
    File file = known.get(path);
    if (file != null) {
      return file;
    }
    String name = path.startsWith("icons/") ? path.substring("icons/".length()) : path;
    var match = NAME.matcher(name);
    if (!match.matches() || !TYPES.containsKey(match.group(2))) {
      return null;
    }
    try (InputStream in = beside.getResourceAsStream(folder + "/" + path)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      File read = new File(ByteBuffer.wrap(bytes), TYPES.get(match.group(2)), etag(bytes));
      known.put(path, read);
      return read;
    }
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
