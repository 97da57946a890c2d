package io.takt.schemas;

/** The registry refused a schema because readers of older data could not go on. */
public final class IncompatibleSchemaException extends RegistryException {

  private static final long serialVersionUID = 1L;

  /** With one sentence for people that names the subject. */
  public IncompatibleSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
