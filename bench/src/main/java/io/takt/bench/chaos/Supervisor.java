package io.takt.bench.chaos;

import io.takt.embedded.ChildProcess;
import io.takt.embedded.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what has ended again, after a second, as systemd or Kubernetes would; nobody else does
 * anything for a service that was killed.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long PAUSE_SECONDS = 1;

  /** Starts a service; returns when it is of use. */
  interface Starter {
    ChildProcess start() throws Exception;
  }

  private static final class Service {
    private final String name;
    private final Starter starter;
    private Thread watcher;
    private volatile ChildProcess process;
    private volatile boolean up;

    Service(String name, Starter starter) {
      this.name = name;
      this.starter = starter;
    }
  }

  private final Map<String, Service> services = new LinkedHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Starts a service, and again whenever it ends; twice in vain is once too often. */
  void keep(String name, Starter starter) throws Exception {
    Service service = new Service(name, starter);
    try {
      service.process = starter.start();
    } catch (StackException e) {
      LOG.warn("{} does not start and is tried once more", name, e);
      service.process = starter.start();
    }
    service.up = true;
    services.put(name, service);
    service.watcher = new Thread(() -> watch(service), "supervisor-" + name);
    service.watcher.setDaemon(true);
    service.watcher.start();
  }

  private void watch(Service service) {
    try {
      while (true) {
        int status = service.process.ended().get();
        service.up = false;
        while (!service.up) {
          if (closing.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
            return;
          }
          LOG.info("{} has ended with status {} and is started again", service.name, status);
          startAgain(service);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void startAgain(Service service) throws InterruptedException {
    try {
      service.process = service.starter.start();
      service.up = true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // As systemd would: it is tried again, and who waits for it loses patience some time.
      LOG.warn("{} does not start", service.name, e);
    }
  }

  /** Kills it with all its children; returns when it is dead. */
  void kill(String name) {
    Service service = services.get(name);
    service.up = false;
    service.process.killHard();
  }

  /** Services that do not run. */
  List<String> down() {
    List<String> down = new ArrayList<>();
    services
        .values()
        .forEach(
            service -> {
              if (!service.up || !service.process.isAlive()) {
                down.add(service.name);
              }
            });
    return down;
  }

  /** Ends all, those started last first; nobody needs what they keep, but shared memory. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    List<Service> lastFirst = new ArrayList<>(services.values());
    Collections.reverse(lastFirst);
    for (Service service : lastFirst) {
      service.watcher.interrupt();
    }
    for (Service service : lastFirst) {
      if (!service.name.equals(Site.DATABASE)) {
        service.process.killHard();
      }
      service.process.close();
    }
  }
}
