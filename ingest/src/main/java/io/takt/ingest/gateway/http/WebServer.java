package io.takt.ingest.gateway.http;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with bounds on all that somebody outside can make grow. */
public final class WebServer implements AutoCloseable {

  private static final int JETTY_THREADS = 16;
  private static final int HEADER_BYTES = 8_192;

  private final Server server;
  private final ServerConnector connector;
  private final ThreadPoolExecutor workers;

  private WebServer(Server server, ServerConnector connector, ThreadPoolExecutor workers) {
    this.server = server;
    this.connector = connector;
    this.workers = workers;
  }

  /**
   * Starts listening.
   *
   * @param host address to listen on
   * @param port 0: any free one
   * @throws IOException when it cannot listen there
   */
  public static WebServer start(String host, int port, HttpLimits limits, Router router)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(JETTY_THREADS, 4);
    threads.setName("gateway-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.setAcceptQueueSize(128);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    ThreadPoolExecutor workers = workers(limits);
    server.setErrorHandler(new ProblemErrors());
    server.setHandler(new Desk(router, limits, workers));
    try {
      server.start();
    } catch (Exception e) {
      workers.shutdownNow();
      stop(server, e);
      throw new IOException(
          "The gateway cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    return new WebServer(server, connector, workers);
  }

  private static void stop(Server server, Exception failure) {
    try {
      server.stop();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    configuration.setResponseHeaderSize(HEADER_BYTES);
    // An asset's id may hold a slash; segments are parted before they are decoded.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with("takt", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    configuration.setRequestCookieCompliance(CookieCompliance.RFC6265);
    return configuration;
  }

  private static ThreadPoolExecutor workers(HttpLimits limits) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            limits.workers(),
            limits.workers(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.waiting()),
            task -> {
              Thread thread = new Thread(task, "gateway-work");
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("The gateway did not end in good order: " + e.getMessage(), e);
    }
  }
}
