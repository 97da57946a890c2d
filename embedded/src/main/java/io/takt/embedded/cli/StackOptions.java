package io.takt.embedded.cli;

import io.takt.embedded.Part;
import io.takt.embedded.StackSettings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every subcommand that starts the stack; used as a mixin. */
final class StackOptions {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "${sys:takt.home:-.}/.takt",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "" + StackSettings.DEFAULT_SLOTS,
      converter = PositiveNumber.class,
      description = "Flink's task slots (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "Kafka's port (default: as last time, or 19092).")
  private Integer kafka;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "The schema registry's port (default: as last time, or 18081).")
  private Integer registry;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "PostgreSQL's port (default: as last time, or 15432).")
  private Integer postgres;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "Port of Flink's web UI (default: as last time, or 18080).")
  private Integer flink;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "Port of the HTTP gateway (default: as last time, or 18082).")
  private Integer gateway;

  /** The settings these options stand for. From here on logs go to the directory. */
  StackSettings settings() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    putIfSet(ports, Part.KAFKA, kafka);
    putIfSet(ports, Part.REGISTRY, registry);
    putIfSet(ports, Part.POSTGRES, postgres);
    putIfSet(ports, Part.FLINK, flink);
    putIfSet(ports, Part.GATEWAY, gateway);
    return StackSettings.in(directory).withSlots(slots).withPorts(ports);
  }

  private static void putIfSet(Map<Part, Integer> ports, Part part, Integer port) {
    if (port != null) {
      ports.put(part, port);
    }
  }

  private static int number(String text, int highest, String what) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= highest) {
        return number;
      }
    }
    throw new TypeConversionException("'" + text + "' is not " + what);
  }

  /** A port. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 65_535, "a port, 1 to 65535");
    }
  }

  /** A number of slots. */
  static final class PositiveNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1_000, "a number from 1 to 1000");
    }
  }
}
