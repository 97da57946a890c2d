package io.takt.embedded.cli;

import io.takt.embedded.StackSettings;
import io.takt.embedded.run.ReplayRun;
import io.takt.ingest.replay.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code takt replay}: recorded facts through the same stack. */
@Command(
    name = "replay",
    description = {
      "Books recorded facts, from CSV or JSON lines by a mapping (docs/replay.md), and prints the",
      "figures. Starts from nothing each time; its data stays for takt sql."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class ReplayCommand implements Callable<Integer> {

  @Mixin private RunOptions options;

  @Parameters(index = "0", paramLabel = "PATH", description = "A file, or a folder of files.")
  private Path data;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE.yaml",
      description = "How the files are to be read; examples are in docs/examples.")
  private Path mapping;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("  reading " + data);
    out.flush();
    Replay replay = Replay.open(data, mapping);
    StackSettings settings = options.settings("replay");
    FreshDirectory.make(settings.directory());
    long began = System.nanoTime();
    try (RunningStack running = RunningStack.start(settings, out)) {
      return ReplayRun.run(
              running.stack(),
              replay,
              options.report(),
              options.buildSeconds(),
              DemoCommand.secondsSince(began))
          ? 0
          : 1;
    }
  }
}
