package io.takt.bench.chaos;

import io.takt.embedded.CheckpointFolder;
import io.takt.embedded.ChildProcess;
import io.takt.embedded.SeparateParts;
import io.takt.embedded.StackException;
import io.takt.jobs.oee.PlantClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job manager and task managers, each a process from Flink's own artifacts, and the jobs from
 * their jar. A job manager that starts anew goes on from each job's newest checkpoint.
 */
final class FlinkCluster {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final SeparateParts parts;
  private final BuiltParts built;
  private final Path configuration;
  private final Path checkpoints;
  private final List<JobLaunch> launches;
  private final FlinkRest rest;
  private final Map<String, String> jobs = new HashMap<>();
  private PlantClock clock;
  private String jar;

  FlinkCluster(SeparateParts parts, BuiltParts built, int rpcPort, List<JobLaunch> launches)
      throws IOException {
    this.parts = parts;
    this.built = built;
    this.launches = launches;
    checkpoints = Files.createDirectories(parts.of("checkpoints"));
    configuration = ClusterConfiguration.write(parts.of("flink"), rpcPort, parts.flinkPort());
    rest = new FlinkRest(parts.flinkPort());
  }

  /** Starts the job manager, and the jobs if they ran before. */
  synchronized ChildProcess startJobManager() throws Exception {
    ChildProcess process = start("job-manager", JOB_MANAGER, "-Xmx640m");
    try {
      process.awaitReady(START_LIMIT, rest::answers);
      jobs.clear();
      jar = rest.upload(built.jobsJar());
      if (clock != null) {
        for (JobLaunch launch : launches) {
          submit(launch);
        }
      }
      return process;
    } catch (Exception e) {
      process.close();
      throw e;
    }
  }

  /** Starts a task manager; it finds the job manager by itself, now or later. */
  ChildProcess startTaskManager(int number) throws StackException, IOException {
    return start("task-manager-" + number, TASK_MANAGER, "-Xmx768m");
  }

  private ChildProcess start(String name, String mainClass, String heap)
      throws StackException, IOException {
    List<String> arguments = new ArrayList<>(built.opened());
    arguments.addAll(
        List.of(
            heap,
            "-XX:+UseSerialGC",
            // They live for minutes and start often.
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=384m",
            "-Dtakt.log=" + parts.logs().resolve(name + "-flink.log"),
            "-Dlog4j2.configurationFile=" + configuration.resolve("log4j2.properties"),
            "-cp",
            built.flinkClassPath(),
            mainClass,
            "--configDir",
            configuration.toString()));
    return parts.startProgram(name, arguments, Map.of());
  }

  /** Starts all jobs without state, on this clock. */
  synchronized void launch(PlantClock first) throws IOException, InterruptedException {
    clock = first;
    for (JobLaunch launch : launches) {
      submit(launch);
    }
  }

  private void submit(JobLaunch launch) throws IOException, InterruptedException {
    submit(launch, CheckpointFolder.newest(checkpoints.resolve(launch.name())).orElse(null));
  }

  private void submit(JobLaunch launch, Path from) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(launch.arguments());
    arguments.addAll(ClockText.settings(clock));
    jobs.put(
        launch.name(), rest.run(jar, launch, arguments, from, checkpoints.resolve(launch.name())));
  }

  /**
   * Stops all jobs with a savepoint and starts them from there, by the jar handed over anew.
   *
   * @param stopped is run when none runs any more
   */
  synchronized void upgrade(Runnable stopped) throws IOException, InterruptedException {
    jar = rest.upload(built.jobsJar());
    Map<JobLaunch, Path> savepoints = new LinkedHashMap<>();
    for (JobLaunch launch : launches) {
      Path folder =
          Files.createDirectories(checkpoints.resolve(launch.name()).resolve("savepoints"));
      savepoints.put(launch, rest.stopWithSavepoint(jobs.get(launch.name()), folder));
    }
    stopped.run();
    for (Map.Entry<JobLaunch, Path> savepoint : savepoints.entrySet()) {
      submit(savepoint.getKey(), savepoint.getValue());
    }
  }

  /** Ends the jobs and starts them from their newest checkpoints on another clock. */
  synchronized void restartOn(PlantClock other) throws IOException, InterruptedException {
    clock = other;
    for (JobLaunch launch : launches) {
      rest.cancel(jobs.get(launch.name()));
      submit(launch);
    }
  }

  /** The clock the jobs go by. */
  synchronized PlantClock clock() {
    return clock;
  }

  /** What keeps the cluster from being whole: jobs that do not run or have no checkpoint since. */
  synchronized List<String> ailing(long since) throws InterruptedException {
    List<String> ailing = new ArrayList<>();
    for (JobLaunch launch : launches) {
      String job = jobs.get(launch.name());
      try {
        if (job == null || !rest.runs(job)) {
          ailing.add("job " + launch.name());
        } else if (rest.lastCheckpoint(job) < since) {
          ailing.add("checkpoint of " + launch.name());
        }
      } catch (IOException e) {
        ailing.add("job manager");
      }
    }
    return ailing;
  }
}
