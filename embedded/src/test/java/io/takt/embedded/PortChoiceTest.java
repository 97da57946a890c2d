package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortChoiceTest {

  private static final StackSettings ANY = StackSettings.in(Path.of("unused")).onAnyPorts();

  @Test
  void givesEachPartAPortOfItsOwn() throws Exception {
    Map<Part, Integer> ports = PortChoice.choose(ANY, Map.of());
    assertThat(ports).containsOnlyKeys(Part.values());
    assertThat(new HashSet<>(ports.values())).hasSize(Part.values().length);
  }

  @Test
  void anyPortIsNoneThatTheSystemLendsToOutgoingConnections() throws Exception {
    for (int port : PortChoice.choose(ANY, Map.of()).values()) {
      assertThat(port).isBetween(PortChoice.ANY_FROM, 32_767);
    }
    assertThat(PortChoice.any()).isBetween(PortChoice.ANY_FROM, 32_767);
  }

  @Test
  void keepsLastTimesPortsThatAreFreeAndReplacesTheOthers() throws Exception {
    Map<Part, Integer> lastTime = PortChoice.choose(ANY, Map.of());
    try (ServerSocket other = listen(lastTime.get(Part.REGISTRY))) {
      Map<Part, Integer> ports = PortChoice.choose(ANY, lastTime);
      assertThat(ports.get(Part.KAFKA)).isEqualTo(lastTime.get(Part.KAFKA));
      assertThat(ports.get(Part.REGISTRY)).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void saysWhichPortThatWasAskedForIsInUse() throws Exception {
    try (ServerSocket other = listen(0)) {
      StackSettings settings = ANY.withPorts(Map.of(Part.POSTGRES, other.getLocalPort()));
      assertThatThrownBy(() -> PortChoice.choose(settings, Map.of()))
          .isInstanceOf(StackException.class)
          .hasMessage(
              "Port %d is in use, so PostgreSQL cannot listen there: end what uses it, or ask for"
                  + " another port.",
              other.getLocalPort());
    }
  }

  private static ServerSocket listen(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
