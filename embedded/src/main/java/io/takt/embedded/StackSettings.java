package io.takt.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a stack is to run.
 *
 * @param directory where everything is kept; made if missing
 * @param slots Flink's task slots, 1 or more
 * @param ports ports that must be these; others are as at the last start, or the usual ones, or any
 * @param usualPorts false: a port nobody asked for is any free one, as tests want that run side by
 *     side
 * @param freeBytes disk space there must be at start
 */
public record StackSettings(
    Path directory, int slots, Map<Part, Integer> ports, boolean usualPorts, long freeBytes) {

  /** One for each job that runs here, and some to spare. */
  public static final int DEFAULT_SLOTS = 6;

  private static final long GIBIBYTE = 1L << 30;
  private static final int HIGHEST_PORT = 65_535;

  /** Refuses what cannot be. */
  public StackSettings {
    directory = directory.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
    if (slots < 1) {
      throw new IllegalArgumentException("Task slots must be 1 or more, not " + slots + ".");
    }
    ports.forEach(
        (part, port) -> {
          if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                "The port of " + part.title() + " must be 1 to 65535, not " + port + ".");
          }
        });
  }

  /** The usual stack in this directory. */
  public static StackSettings in(Path directory) {
    return new StackSettings(directory, DEFAULT_SLOTS, Map.of(), true, GIBIBYTE);
  }

  /** The same in a directory within this one. */
  public StackSettings within(String name) {
    return new StackSettings(directory.resolve(name), slots, ports, usualPorts, freeBytes);
  }

  /** The same on ports that nobody else on this machine has, so that several run side by side. */
  public StackSettings onAnyPorts() {
    return new StackSettings(directory, slots, ports, false, freeBytes);
  }

  /** The same with this many task slots. */
  public StackSettings withSlots(int wanted) {
    return new StackSettings(directory, wanted, ports, usualPorts, freeBytes);
  }

  /** The same with these ports and no others for their parts. */
  public StackSettings withPorts(Map<Part, Integer> wanted) {
    return new StackSettings(directory, slots, wanted, usualPorts, freeBytes);
  }

  /** The same, unless less disk space than this is free. */
  public StackSettings withFreeBytes(long wanted) {
    return new StackSettings(directory, slots, ports, usualPorts, wanted);
  }
}
