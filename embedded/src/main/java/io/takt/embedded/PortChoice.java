package io.takt.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses a port of the loopback address for each part. */
final class PortChoice {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /**
   * "Any" port is below those that systems lend to outgoing connections (from 32768 on Linux, from
   * 49152 elsewhere): a chosen port is free for seconds until its server listens, and one of those
   * may meanwhile be the near end of somebody's connection.
   */
  static final int ANY_FROM = 20_000;

  static final int ANY_BELOW = 32_768;

  private PortChoice() {}

  /**
   * For each part: the port asked for; else the one it had last, the usual one, or any free one.
   *
   * @throws StackException when a port that was asked for is in use
   */
  static Map<Part, Integer> choose(StackSettings settings, Map<Part, Integer> lastTime)
      throws StackException, IOException {
    Map<Part, Integer> chosen = new EnumMap<>(Part.class);
    // Held until all are chosen, so that no two parts are given the same.
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (Part part : Part.values()) {
        ServerSocket socket = hold(part, settings, lastTime);
        held.add(socket);
        chosen.put(part, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return chosen;
  }

  private static ServerSocket hold(Part part, StackSettings settings, Map<Part, Integer> lastTime)
      throws StackException, IOException {
    Integer wanted = settings.ports().get(part);
    if (wanted != null) {
      return bind(wanted)
          .orElseThrow(
              () ->
                  new StackException(
                      "Port "
                          + wanted
                          + " is in use, so "
                          + part.title()
                          + " cannot listen there: end what uses it, or ask for another port."));
    }
    Optional<ServerSocket> socket = Optional.empty();
    if (lastTime.containsKey(part)) {
      socket = bind(lastTime.get(part));
    }
    if (socket.isEmpty() && settings.usualPorts()) {
      socket = bind(part.usualPort());
    }
    return socket.isPresent() ? socket.get() : holdAny();
  }

  /** A port that nobody listens on. */
  static int any() throws IOException {
    try (ServerSocket socket = holdAny()) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket holdAny() throws IOException {
    int ports = ANY_BELOW - ANY_FROM;
    // From a random one on: stacks that start at the same time seldom choose the same.
    int first = ThreadLocalRandom.current().nextInt(ports);
    for (int i = 0; i < ports; i++) {
      Optional<ServerSocket> socket = bind(ANY_FROM + (first + i) % ports);
      if (socket.isPresent()) {
        return socket.get();
      }
    }
    throw new IOException(
        "no port of 127.0.0.1 from %d to %d is free".formatted(ANY_FROM, ANY_BELOW - 1));
  }

  /** Empty if somebody else has it. */
  private static Optional<ServerSocket> bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
      return Optional.of(socket);
    } catch (IOException taken) {
      // The one thing that tells whether a port is free is to take it.
      socket.close();
      return Optional.empty();
    }
  }
}
