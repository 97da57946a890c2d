package io.takt.embedded.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a tablet and the gateway, which a test can cut, mend, or have swallow
 * answers. Unlike a browser's own offline mode it also cuts the page's service worker and its open
 * stream.
 */
final class Wire implements AutoCloseable {

  private final int gateway;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket listening;
  private volatile boolean swallowing;
  private volatile boolean parted;

  Wire(int gateway) throws IOException {
    this.gateway = gateway;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(listening);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/";
  }

  /** Nothing gets through, and what was open breaks. */
  void cut() throws IOException {
    // The port stays taken: given back, it might not be to be had again at once.
    parted = true;
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** All as before. */
  void mend() {
    swallowing = false;
    parted = false;
  }

  /** From now on requests arrive, but no answer comes back. */
  void swallowAnswers() {
    swallowing = true;
  }

  private void serve(ServerSocket server) {
    start(
        () -> {
          while (!server.isClosed()) {
            Socket tablet = server.accept();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), gateway);
            open.add(tablet);
            open.add(there);
            if (parted) {
              tablet.close();
              there.close();
              continue;
            }
            start(() -> pump(tablet, there, false));
            start(() -> pump(there, tablet, true));
          }
        });
  }

  private void pump(Socket from, Socket to, boolean answers) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[16_384];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (!(answers && swallowing)) {
          out.write(bytes, 0, n);
        }
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException cut) {
                // A closed socket: what a cut wire is like.
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
    listening.close();
  }
}
