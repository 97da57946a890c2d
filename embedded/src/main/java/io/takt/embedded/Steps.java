package io.takt.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does steps and tells a listener how they go on. */
final class Steps {

  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private static final Duration TELL_EVERY = Duration.ofMillis(1_500);

  private final StackListener listener;

  Steps(StackListener listener) {
    this.listener = listener;
  }

  /** Something to do. */
  interface Action {
    void run() throws Exception;
  }

  /**
   * One step.
   *
   * @param title for people
   */
  record Step(String title, Action action) {}

  /**
   * Does the steps at the same time. Returns when all have ended, also when some failed: then with
   * the first failure.
   */
  void sideBySide(List<Step> steps) throws StackException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(steps.size());
    try {
      Map<Step, Future<Void>> running = new LinkedHashMap<>();
      long start = System.nanoTime();
      for (Step step : steps) {
        listener.started(step.title());
        running.put(step, threads.submit(timed(step, start)));
      }
      List<Exception> failures = new ArrayList<>();
      for (Map.Entry<Step, Future<Void>> entry : running.entrySet()) {
        await(entry.getKey(), entry.getValue(), running, start, failures);
      }
      if (!failures.isEmpty()) {
        throw asOne(failures);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Void> timed(Step step, long start) {
    return () -> {
      step.action().run();
      LOG.info("{} is ready after {} ms", step.title(), since(start).toMillis());
      listener.done(step.title(), since(start));
      return null;
    };
  }

  private void await(
      Step step,
      Future<Void> result,
      Map<Step, Future<Void>> all,
      long start,
      List<Exception> failures)
      throws InterruptedException {
    while (true) {
      try {
        result.get(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException e) {
        failures.add(failure(step, e.getCause()));
        return;
      } catch (TimeoutException stillGoingOn) {
        List<String> unfinished = new ArrayList<>();
        all.forEach(
            (other, otherResult) -> {
              if (!otherResult.isDone()) {
                unfinished.add(other.title());
              }
            });
        listener.goesOn(unfinished, since(start));
      }
    }
  }

  private static StackException failure(Step step, Throwable cause) {
    return cause instanceof StackException known
        ? known
        : new StackException(step.title() + " does not start: " + cause.getMessage(), cause);
  }

  private static StackException asOne(List<Exception> failures) {
    StackException first = (StackException) failures.get(0);
    for (Exception other : failures.subList(1, failures.size())) {
      first.addSuppressed(other);
    }
    return first;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
