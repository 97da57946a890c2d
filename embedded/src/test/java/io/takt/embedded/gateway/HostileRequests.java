package io.takt.embedded.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes requests that are wrong in every way there is, and some that are right. The same seed makes
 * the same requests.
 */
final class HostileRequests {

  private static final long AT = 1_772_452_000_000L;

  private static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "'; DROP TABLE takt.ledger; --",
          "\\\" OR 1=1 --",
          "1); SELECT pg_sleep(10); --",
          "${jndi:ldap://x/y}",
          "{{7*7}}",
          "../../../../etc/passwd",
          "%00",
          "\\u0000",
          "\\ud83d",
          "\\u202egnp.exe",
          "=cmd|' /C calc'!A0",
          "\\r\\nSet-Cookie: a=b",
          "😀ß漢字",
          "");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "-1",
          "0.5",
          "1e400",
          "-1e400",
          "1e999999999",
          "NaN",
          "Infinity",
          "-0",
          "00",
          "9223372036854775808",
          "123456789012345678901234567890123456789",
          "\"\"",
          "\"x\"",
          "[1,[2,[3,[4,[5,[6,[7,[8,[9,[10]]]]]]]]]]",
          "{\"a\":{\"b\":{}}}",
          "\"2026-02-30T25:61:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "1e18",
          "'x'",
          "undefined");

  private static final List<String> KINDS =
      List.of("telemetry", "machine-states", "production-counts", "alarms", "operator-events");

  private static final List<String> PATHS =
      List.of(
          "/../../etc/passwd",
          "/api/v1/../../../etc/passwd",
          "/api/v1/facts/..%2f..%2fsession",
          "/api/v1/facts/%2e%2e/session",
          "/api/v1/facts/machine-states/..;/alarms",
          "/api/v1/facts/machine-states%00",
          "/api/v1/facts/ledger",
          "/api/v1/facts",
          "/API/V1/FACTS/alarms",
          "//api/v1/facts/alarms",
          "/api/v1/facts/machine-states/",
          "/page/index.html",
          "/Gateway.class",
          "/openapi.yaml",
          "/texts.json%20",
          "/%c0%ae%c0%ae/x",
          "/api/v1/texts/..%2f",
          "/.git/config",
          "*",
          "http://other/api/v1/session",
          "/api/v1/live?asset=" + "x".repeat(3_000),
          "/a".repeat(400));

  private final SplittableRandom random;
  private final String asset;
  private final String otherAsset;
  private final String cookie;
  private long sequence;
  private boolean incomplete;

  /**
   * Requests against a gateway.
   *
   * @param asset that the first line's token may speak of
   * @param otherAsset that it may not
   * @param cookie of a session of the first line's operator
   */
  HostileRequests(long seed, String asset, String otherAsset, String cookie) {
    this.random = new SplittableRandom(seed);
    this.asset = asset;
    this.otherAsset = otherAsset;
    this.cookie = cookie;
  }

  /** Whether the server may go on waiting for the rest of the last request. */
  boolean incomplete() {
    return incomplete;
  }

  /** The bytes of the next request. */
  byte[] next() {
    incomplete = false;
    return switch (random.nextInt(17)) {
      case 0 -> fact(GatewayUnderTest.TOKEN, pick(KINDS), utf8(good(pick(KINDS), asset)));
      case 1, 2 -> {
        String kind = pick(KINDS);
        yield fact(GatewayUnderTest.TOKEN, kind, utf8(mutated(good(kind, asset))));
      }
      case 3 -> {
        String kind = pick(KINDS);
        yield fact(GatewayUnderTest.TOKEN, kind, utf8(hostileTexts(good(kind, asset))));
      }
      case 4 -> {
        // A token that is used for another line.
        String kind = pick(KINDS);
        yield fact(GatewayUnderTest.TOKEN, kind, utf8(good(kind, otherAsset)));
      }
      case 5 -> {
        String kind = pick(KINDS);
        yield fact(
            GatewayUnderTest.TOKEN,
            kind,
            utf8(
                "[" + good(kind, asset) + "," + good(kind, otherAsset) + "," + pick(VALUES) + "]"));
      }
      case 6 -> fact(GatewayUnderTest.ALARM_TOKEN, pick(KINDS), utf8(good("alarms", asset)));
      case 7 -> fact(pick(badTokens()), pick(KINDS), utf8(good("alarms", asset)));
      case 8 -> fact(GatewayUnderTest.TOKEN, pick(KINDS), garbled(good(pick(KINDS), asset)));
      case 9 -> fact(GatewayUnderTest.TOKEN, pick(KINDS), utf8(monstrous()));
      case 10 -> headed();
      case 11 ->
          request(
              pick(List.of("GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "BREW")),
              pick(PATHS),
              "",
              new byte[0]);
      case 12 -> entry();
      case 13 -> entry();
      case 14 -> reading();
      case 15 -> garbage();
      // A login is slow on purpose; few of them are enough to see the door closed.
      default -> random.nextInt(60) == 0 ? login() : headed();
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String good(String kind, String of) {
    sequence++;
    String common =
        "{\"asset_id\":\""
            + of
            + "\",\"at\":"
            + (AT + random.nextInt(3_000_000))
            + ",\"sequence\":"
            + sequence;
    return switch (kind) {
      case "telemetry" -> common + ",\"signal\":\"temp\",\"value\":" + random.nextInt(100) + "}";
      case "machine-states" -> common + ",\"state\":\"PRODUCING\"}";
      case "production-counts" -> common + ",\"total\":" + random.nextInt(100) + "}";
      case "alarms" -> common + ",\"code\":\"E7\",\"severity\":\"FAULT\",\"text\":\"Jam\"}";
      default ->
          common
              + ",\"event_id\":\"fuzz-event-"
              + sequence
              + "\",\"kind\":\"NOTE\",\"note\":\"n\"}";
    };
  }

  /** One value replaced by another, or one piece of the text by another. */
  private String mutated(String row) {
    if (random.nextInt(4) == 0) {
      int from = random.nextInt(row.length());
      int to = Math.min(row.length(), from + random.nextInt(12));
      return row.substring(0, from) + pick(VALUES) + row.substring(to);
    }
    int colons = (int) row.chars().filter(c -> c == ':').count();
    int wanted = random.nextInt(colons);
    int at = -1;
    for (int i = 0; i <= wanted; i++) {
      at = row.indexOf(':', at + 1);
    }
    int end = at + 1;
    while (row.charAt(end) != ',' && row.charAt(end) != '}') {
      end++;
    }
    return row.substring(0, at + 1) + pick(VALUES) + row.substring(end);
  }

  private String hostileTexts(String row) {
    String result = row;
    for (String harmless : List.of("temp", "PRODUCING", "E7", "Jam", "\"n\"", "FAULT", "NOTE")) {
      if (random.nextBoolean()) {
        String hostile = pick(TEXTS);
        result =
            result.replace(harmless, harmless.startsWith("\"") ? "\"" + hostile + "\"" : hostile);
      }
    }
    return result.replace("}", ",\"source\":\"" + pick(TEXTS) + "\"}");
  }

  private byte[] garbled(String row) {
    byte[] bytes = utf8(row);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String monstrous() {
    return switch (random.nextInt(12)) {
      case 0 -> "[".repeat(1 + random.nextInt(50_000));
      case 1 -> "{\"a\":".repeat(1 + random.nextInt(10_000));
      case 2 -> "{\"asset_id\":\"" + "x".repeat(random.nextInt(60_000)) + "\"}";
      case 3 -> "{\"total\":" + "9".repeat(1 + random.nextInt(5_000)) + "}";
      case 4 -> "{\"" + "k".repeat(random.nextInt(10_000)) + "\":1}";
      case 5 -> "[" + "1,".repeat(random.nextInt(3_000)) + "1]";
      case 6 -> "[" + "{},".repeat(random.nextInt(1_500)) + "{}]";
      case 7 -> "{\"a\":1" + ",\"a\":1".repeat(random.nextInt(20)) + "}";
      case 8 -> "";
      case 9 -> pick(VALUES);
      case 10 -> random.nextInt(20) == 0 ? " ".repeat(1_100_000) : " ";
      default -> "[]";
    };
  }

  private List<String> badTokens() {
    return List.of(
        "",
        "x",
        GatewayUnderTest.TOKEN + "x",
        GatewayUnderTest.TOKEN.toUpperCase(Locale.ROOT),
        "a".repeat(1_000),
        "' OR 1=1",
        "null",
        "Bearer",
        "\t",
        "ünïcode");
  }

  private byte[] fact(String token, String kind, byte[] body) {
    return request(
        "POST",
        "/api/v1/facts/" + kind,
        "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n",
        body);
  }

  private byte[] headed() {
    String header =
        pick(
            List.of(
                "Content-Type: text/xml",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/json\r\nContent-Encoding: gzip",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/json\r\nTransfer-Encoding: gzip, chunked",
                "Content-Type: application/json\r\nExpect: 200-maybe",
                "Cookie: takt_session=" + "x".repeat(4_000),
                "Cookie: ;;;=;takt_session",
                "X-Much: " + "y".repeat(random.nextInt(20_000)),
                "X-Forwarded-For: 10.0.0.1\r\nX-Original-URL: /healthz"));
    return request(
        "POST",
        "/api/v1/facts/alarms",
        "Authorization: Bearer " + GatewayUnderTest.TOKEN + "\r\n" + header + "\r\n",
        utf8(good("alarms", asset)));
  }

  /** What a page would send, forged in one way or another; some of it is right. */
  private byte[] entry() {
    sequence++;
    String of = random.nextInt(4) == 0 ? otherAsset : asset;
    String row =
        "{\"event_id\":\"fuzz-entry-"
            + sequence
            + "\",\"asset_id\":\""
            + of
            + "\",\"kind\":\""
            + pick(List.of("NOTE", "REASON_GIVEN", "WITHDRAWN", "ORDER_STARTED", "UNKNOWN"))
            + "\",\"at\":"
            + (AT + random.nextInt(3_000_000))
            + ",\"reason\":\""
            + pick(List.of("JAM", "NONE", pick(TEXTS)))
            + "\",\"refers_to\":\"fuzz-entry-"
            + random.nextInt(1_000)
            + "\",\"note\":\""
            + pick(TEXTS)
            + "\""
            + pick(
                List.of(
                    "",
                    "",
                    "",
                    ",\"operator\":\"lead-a\"",
                    ",\"source\":\"erp\"",
                    ",\"arrived_at\":1"))
            + "}";
    String own = random.nextInt(6) == 0 ? "" : "X-Takt-Request: 1\r\n";
    String who = random.nextInt(6) == 0 ? "takt_session=" + pick(TEXTS).replace(";", "") : cookie;
    String origin = random.nextInt(8) == 0 ? "Origin: http://evil.test\r\n" : "";
    return request(
        "POST",
        "/api/v1/entries",
        "Content-Type: application/json\r\nCookie: " + who + "\r\n" + own + origin,
        utf8(random.nextInt(3) == 0 ? mutated(row) : "[" + row + "]"));
  }

  private byte[] reading() {
    String id = pick(List.of(asset, otherAsset, "%27%20OR%201%3D1", "..%2f", "%3Cscript%3E", "x"));
    String path =
        pick(
            List.of(
                "/api/v1/assets/" + id + "/board",
                "/api/v1/assets/"
                    + id
                    + "/stops?shift="
                    + pick(List.of("current", "previous", "%27", "")),
                "/api/v1/assets",
                "/api/v1/reasons",
                "/api/v1/texts/" + id,
                "/api/v1/session",
                "/healthz"));
    // Boards cost several questions to the database: most of those who ask are nobody.
    String who = random.nextInt(4) == 0 ? "Cookie: " + cookie + "\r\n" : "";
    return request("GET", path, who, new byte[0]);
  }

  private byte[] login() {
    String body =
        pick(
            List.of(
                "{\"operator\":\"op-a\",\"pin\":\"" + random.nextInt(10_000) + "x\"}",
                "{\"operator\":\"" + pick(TEXTS) + "\",\"pin\":\"1\"}",
                "{\"badge\":\"" + pick(TEXTS) + "\"}",
                "{\"badge\":" + pick(VALUES) + "}",
                "{\"operator\":\"op-a\"}",
                "{}"));
    return request(
        "POST",
        "/api/v1/session",
        "Content-Type: application/json\r\nX-Takt-Request: 1\r\n",
        utf8(body));
  }

  private byte[] garbage() {
    incomplete = true;
    if (random.nextBoolean()) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(256);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(utf8("X"));
      out.writeBytes(bytes);
      out.writeBytes(utf8("\r\n\r\n"));
      return out.toByteArray();
    }
    return utf8(
        pick(
            List.of(
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")));
  }

  private static byte[] request(String method, String path, String headers, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        (method
                + " "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
