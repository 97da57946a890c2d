package io.takt.sinks.copy;

import java.io.Serializable;

/**
 * How elements become rows of one table: its statements, and beside them the encoding of their
 * columns.
 */
public abstract class Rows<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableSql sql;

  protected Rows(TableSql sql) {
    this.sql = sql;
  }

  /** The table's statements. */
  public final TableSql sql() {
    return sql;
  }

  /** Rows the element has; 0 removes its document. */
  public abstract int count(T element);

  /**
   * Writes row {@code ordinal} of the element, all columns in the order of {@link
   * TableSql#columns}.
   */
  public abstract void encode(T element, int ordinal, CopyBuffer row);
}
