package io.takt.bench.chaos;

import java.util.List;

/**
 * How a job is started.
 *
 * @param name of its folder of checkpoints
 * @param mainClass in the jobs' jar
 * @param arguments its settings but for the plant's clock
 */
record JobLaunch(String name, String mainClass, int parallelism, List<String> arguments) {}
