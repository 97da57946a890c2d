package io.takt.sinks.copy;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How elements of a stream become documents in one or several tables. */
public interface Binding<T> extends Serializable {

  /** A short name for threads, metrics and messages. */
  String name();

  /** The tables, parents first. */
  List<? extends Rows<T>> tables();

  /**
   * Identity of the element's document; equal keys replace each other. Keeps nothing of the element
   * but values.
   */
  Key key(T element);

  /** Orders what is said of one document; 0 where the last word holds. */
  long revision(T element);

  /** true: documents are changed as a rule, so trying to append them first would be in vain. */
  boolean usuallyUpdates();

  /**
   * true: rows are added and never changed, and the table has no unique key; repetitions after a
   * restore are added once more. Then {@link #key} is not asked.
   */
  default boolean appendsOnly() {
    return false;
  }

  /** Runs in the transaction of each batch, after its rows were written. */
  default void afterWrite(Connection connection, Set<Key> keys) throws SQLException {}

  /** Identity of a document. */
  interface Key {
    /** Value of one column of the document key, as text that the server can read. */
    String column(int index);

    /** How many columns the key has. */
    int columns();
  }
}
