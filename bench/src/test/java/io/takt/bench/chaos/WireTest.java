package io.takt.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void what_is_sent_while_it_is_paused_arrives_once_it_is_resumed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, HERE);
        Wire wire = new Wire(server.getLocalPort());
        Socket client = new Socket(HERE, wire.port());
        Socket there = server.accept()) {
      client.getOutputStream().write(1);
      assertThat(there.getInputStream().read()).isEqualTo(1);

      wire.pause();
      client.getOutputStream().write(2);
      there.setSoTimeout(200);
      assertThatThrownBy(() -> there.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      wire.resume();
      there.setSoTimeout(10_000);
      assertThat(there.getInputStream().read()).isEqualTo(2);
    }
  }

  @Test
  void a_cut_breaks_what_is_open_and_lets_new_connections_through() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, HERE);
        Wire wire = new Wire(server.getLocalPort());
        Socket client = new Socket(HERE, wire.port());
        Socket there = server.accept()) {
      client.getOutputStream().write(1);
      assertThat(there.getInputStream().read()).isEqualTo(1);

      wire.cut();
      assertThat(ends(client)).isTrue();

      try (Socket next = new Socket(HERE, wire.port());
          Socket accepted = server.accept()) {
        accepted.getOutputStream().write(3);
        assertThat(next.getInputStream().read()).isEqualTo(3);
      }
    }
  }

  private static boolean ends(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
