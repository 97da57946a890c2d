package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.takt.embedded.run.PlantStack;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.plant.PlantTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing of the stack can be reached from another machine. */
class LoopbackOnlyIT {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  @Test
  void everyPortIsOpenOnTheLoopbackAddressAlone() throws Exception {
    assumeTrue(
        Files.exists(PROC.resolve("self/net/tcp")),
        "listening sockets are looked up in /proc, which this system does not have");
    EmbeddedStack stack = StackForTests.get();
    GatewayAccess nobody = GatewayAccess.in(StackForTests.freshDirectory("nobody"));
    try (Gateway gateway = PlantStack.install(stack).startGateway(PlantTime.WALL, nobody)) {
      assertThat(gateway.url()).startsWith("http://127.0.0.1:");
      look(stack);
    }
  }

  private static void look(EmbeddedStack stack) throws IOException {
    List<Long> processes = new ArrayList<>(List.of(ProcessHandle.current().pid()));
    ProcessHandle.current().descendants().forEach(child -> processes.add(child.pid()));

    List<String> listening = new ArrayList<>();
    for (long process : processes) {
      listening.addAll(listening(process));
    }

    assertThat(listening).hasSizeGreaterThanOrEqualTo(stack.ports().size());
    assertThat(listening)
        .allSatisfy(socket -> assertThat(socket.substring(0, socket.indexOf(':'))).isIn(LOOPBACK));
    for (int port : stack.ports().values()) {
      assertThat(listening).anyMatch(socket -> socket.endsWith(":%04X".formatted(port)));
    }
  }

  /** Local addresses of a process's listening sockets, in hexadecimal as the kernel shows them. */
  private static List<String> listening(long process) throws IOException {
    Path folder = PROC.resolve(Long.toString(process));
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor) && Files.exists(descriptor)) {
          sockets.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(folder.resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTENS) && sockets.contains("socket:[" + columns[9] + "]")) {
          addresses.add(columns[1]);
        }
      }
    }
    return addresses;
  }
}
