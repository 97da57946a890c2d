package io.takt.embedded.cli;

import io.takt.ingest.gateway.access.AccessFileException;
import io.takt.ingest.gateway.access.AccessFiles;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.SecretHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code takt secret}: what goes into the gateway's files instead of a secret. A secret is read
 * from the terminal or from standard input, never from the command line, which others can see.
 */
@Command(
    name = "secret",
    description = "Makes what the gateway's files hold instead of a token, a PIN or a badge.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class SecretCommand implements Runnable {
  private static final int SHORTEST_PIN = 4;
  private static final int SHORTEST_BADGE = 8;
  private static final int LONGEST = 200;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what for: takt secret token, takt secret pin or takt secret badge.");
  }

  @Command(
      name = "token",
      description =
          "Makes a random token for a source, and prints it with its hash for tokens.yaml.",
      mixinStandardHelpOptions = true)
  void token() {
    String token = Digests.newSecret();
    PrintWriter out = spec.commandLine().getOut();
    out.println("token, for the source alone:  " + token);
    out.println("token_sha256, for the file:   " + Digests.sha256(token));
    out.flush();
  }

  @Command(
      name = "pin",
      description = "Reads a PIN from the terminal or standard input, and prints its hash.",
      mixinStandardHelpOptions = true)
  void pin() throws IOException {
    print(SecretHash.of(read("PIN", SHORTEST_PIN)));
  }

  @Command(
      name = "badge",
      description = "Reads a badge from the terminal or standard input, and prints its hash.",
      mixinStandardHelpOptions = true)
  void badge(
      @Option(
              names = "--like",
              paramLabel = "FILE",
              description = "The operators' file; its badges must all be made like its first.")
          Path file)
      throws IOException, AccessFileException {
    Optional<SecretHash> first =
        file == null ? Optional.empty() : AccessFiles.operators(file).anyBadge();
    char[] badge = read("badge", SHORTEST_BADGE);
    print(first.isPresent() ? first.get().alike(badge) : SecretHash.of(badge));
  }

  private void print(SecretHash hash) {
    spec.commandLine().getOut().println(hash.written());
    spec.commandLine().getOut().flush();
  }

  private char[] read(String what, int shortest) throws IOException {
    Console console = Boolean.getBoolean("takt.terminal") ? System.console() : null;
    char[] secret;
    if (console != null) {
      secret = console.readPassword("%s: ", what);
      if (secret != null && !Arrays.equals(secret, console.readPassword("%s again: ", what))) {
        throw new ParameterException(spec.commandLine(), "The two are not the same.");
      }
    } else {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      secret = line == null ? null : line.toCharArray();
    }
    if (secret == null || secret.length < shortest || secret.length > LONGEST) {
      throw new ParameterException(
          spec.commandLine(),
          "A " + what + " must have " + shortest + " to " + LONGEST + " characters.");
    }
    return secret;
  }
}
