package io.takt.sinks.tables;

import io.takt.sinks.copy.Binding;
import java.util.List;
import java.util.stream.Stream;

/** A key of a few columns, each as text that the server reads as the column's type. */
record TextKey(List<String> values) implements Binding.Key {

  static TextKey of(Object... values) {
    return new TextKey(Stream.of(values).map(Object::toString).toList());
  }

  @Override
  public String column(int index) {
    return values.get(index);
  }

  @Override
  public int columns() {
    return values.size();
  }
}
