package io.takt.ingest.gateway.facts;

import io.takt.ingest.gateway.http.Problem.RowError;

/** Why one row is refused. */
public final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final String pointer;

  /**
   * A refusal.
   *
   * @param code 403, 409 or 422
   * @param pointer JSON pointer within the row
   * @param detail one sentence: the field, what is wrong, what would be right
   */
  public RowException(int code, String pointer, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.pointer = pointer;
  }

  /** 422 for a field. */
  public static RowException field(String field, String detail) {
    return new RowException(422, "/" + field, "The " + field + " " + detail);
  }

  /** As the error of the row with that index. */
  public RowError at(Integer index) {
    return new RowError(index, pointer, code, getMessage());
  }
}
