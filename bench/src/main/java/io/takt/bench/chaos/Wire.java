package io.takt.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network to a server. Paused, it takes connections and bytes and lets nothing through, as a
 * switch does that is busy with itself; cut, it breaks what is open.
 */
final class Wire implements AutoCloseable {

  private final int server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean paused;

  /** To a port of this machine, from a port of its own. */
  Wire(int server) throws IOException {
    this.server = server;
    listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    begin(this::accept);
  }

  /** Where clients connect. */
  int port() {
    return listening.getLocalPort();
  }

  void pause() {
    synchronized (gate) {
      paused = true;
    }
  }

  /** Lets through what waited. */
  void resume() {
    synchronized (gate) {
      paused = false;
      gate.notifyAll();
    }
  }

  /** Breaks all connections. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() throws IOException, InterruptedException {
    while (!listening.isClosed()) {
      Socket client = listening.accept();
      open.add(client);
      begin(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException, InterruptedException {
    Socket there;
    try {
      awaitOpen();
      there = new Socket(InetAddress.getLoopbackAddress(), server);
    } catch (IOException | InterruptedException e) {
      open.remove(client);
      client.close();
      throw e;
    }
    open.add(there);
    client.setTcpNoDelay(true);
    there.setTcpNoDelay(true);
    begin(() -> pump(client, there));
    begin(() -> pump(there, client));
  }

  private void pump(Socket from, Socket to) throws IOException, InterruptedException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        awaitOpen();
        out.write(bytes, 0, n);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void awaitOpen() throws InterruptedException {
    synchronized (gate) {
      while (paused) {
        gate.wait();
      }
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static void begin(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException broken) {
                // A server that is away, or a cut: what this wire is for. The client notices.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    resume();
    cut();
  }
}
