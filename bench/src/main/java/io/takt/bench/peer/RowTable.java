package io.takt.bench.peer;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps one figure of each row of a topic in a store.
 *
 * @param <T> a row
 * @param <V> the figure
 */
final class RowTable<T, V> implements Processor<String, T, Void, Void> {

  /** Of a row. */
  interface Figure<T, V> extends Function<T, V> {}

  private final String store;
  private final Figure<T, V> figure;
  private KeyValueStore<String, V> kept;

  RowTable(String store, Figure<T, V> figure) {
    this.store = store;
    this.figure = figure;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    kept = context.getStateStore(store);
  }

  @Override
  public void process(Record<String, T> row) {
    // A message without a value takes the row away.
    kept.put(row.key(), row.value() == null ? null : figure.apply(row.value()));
  }
}
