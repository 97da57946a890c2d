package io.takt.sinks.tables;

import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;

/** A table with one row per element; a binding is its own row. */
abstract class OneRow<T> extends Rows<T> implements Binding<T> {

  private static final long serialVersionUID = 1L;

  private final String name;

  OneRow(String table, List<String> key, String revision, List<String> content) {
    super(new TableSql(table, key, null, revision, content, true));
    this.name = table;
  }

  /** Writes all columns in their order: key, content, revision. */
  abstract void encode(T element, CopyBuffer row);

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Rows<T>> tables() {
    return List.of(this);
  }

  @Override
  public int count(T element) {
    return 1;
  }

  @Override
  public void encode(T element, int ordinal, CopyBuffer row) {
    encode(element, row);
  }

  @Override
  public long revision(T element) {
    return 0;
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }
}
