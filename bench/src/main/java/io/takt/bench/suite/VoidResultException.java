package io.takt.bench.suite;

/** A side did not do what was measured, so its figure says nothing. */
final class VoidResultException extends Exception {

  private static final long serialVersionUID = 1L;

  VoidResultException(String because) {
    super(because);
  }
}
