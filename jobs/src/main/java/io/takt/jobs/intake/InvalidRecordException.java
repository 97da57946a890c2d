package io.takt.jobs.intake;

/** A record that was read but contradicts itself. Its message is one sentence for people. */
public final class InvalidRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean quantity;

  private InvalidRecordException(String message, boolean quantity) {
    super(message);
    this.quantity = quantity;
  }

  static InvalidRecordException value(String message) {
    return new InvalidRecordException(message, false);
  }

  static InvalidRecordException quantity(String message) {
    return new InvalidRecordException(message, true);
  }

  /** Whether it is a quantity that is wrong, which is also a doubt about the asset's data. */
  boolean aboutQuantity() {
    return quantity;
  }
}
