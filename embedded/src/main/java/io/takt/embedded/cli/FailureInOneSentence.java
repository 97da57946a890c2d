package io.takt.embedded.cli;

import io.takt.embedded.StackException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong, in one sentence on the terminal; the rest is in the log. */
final class FailureInOneSentence implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(FailureInOneSentence.class).error("takt failed", e);
    String sentence = e instanceof StackException ? e.getMessage() : "This should not happen: " + e;
    command.getErr().println(sentence.replaceAll("\\s*\\R\\s*", " "));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
