package io.takt.embedded.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP client that sends any bytes at all, over one connection as long as that lasts. */
final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MS = 30_000;
  private static final int LONGEST_LINE = 20_000;

  /**
   * What came back.
   *
   * @param headers names in small letters
   */
  record Reply(int status, Map<String, String> headers, String body) {}

  private final int port;
  private Socket socket;
  private InputStream in;

  RawHttp(int port) {
    this.port = port;
  }

  /**
   * Sends the bytes of one request, and gives the first answer; status 0: the server hung up.
   *
   * @param last nothing comes after it, not even the rest of it
   */
  Reply send(byte[] request, boolean last) throws IOException {
    boolean fresh = socket == null;
    try {
      return exchange(request, last);
    } catch (EOFException | SocketException e) {
      close();
      if (fresh) {
        return new Reply(0, Map.of(), "");
      }
      // A kept connection may have been closed before this request; a new one tells.
      return send(request, last);
    }
  }

  private Reply exchange(byte[] request, boolean last) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MS);
      in = new BufferedInputStream(socket.getInputStream());
    }
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    if (last) {
      socket.shutdownOutput();
    }
    String first = line();
    int status = Integer.parseInt(first.split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    boolean head = new String(request, 0, Math.min(5, request.length), StandardCharsets.US_ASCII).equals("HEAD ");
    int length = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
      close();
    }
    return new Reply(status, headers, body);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Hangs up; the next request opens a new connection. */
  void hangUp() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
