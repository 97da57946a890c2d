package io.takt.bench.chaos;

/** The system did not stand a fault; its message is a sentence for people. */
final class ChaosException extends Exception {

  private static final long serialVersionUID = 1L;

  ChaosException(String message) {
    super(message);
  }
}
