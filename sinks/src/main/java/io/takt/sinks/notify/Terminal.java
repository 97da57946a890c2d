package io.takt.sinks.notify;

import java.util.function.Consumer;

/** Lines on a terminal: what a first look sees without any receiver set up. */
final class Terminal implements Transport {

  private final Consumer<String> line;

  Terminal(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public String send(Outbox.Due due, Text text) {
    line.accept(text.title());
    return "";
  }

  @Override
  public String toString() {
    return "Terminal";
  }
}
