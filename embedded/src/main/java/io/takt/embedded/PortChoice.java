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

/** Chooses a port of the loopback address for each part. */
final class PortChoice {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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
    return socket.isPresent() ? socket.get() : new ServerSocket(0, 1, LOOPBACK);
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
