package io.takt.bench.peer;

import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** A fact's own time, epoch ms. The message's is that of its arrival at the broker. */
final class FactTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> message, long newest) {
    Object fact = message.value();
    if (fact instanceof ProductionCount count) {
      return count.getAt().toEpochMilli();
    }
    if (fact instanceof MachineState state) {
      return state.getAt().toEpochMilli();
    }
    if (fact instanceof OperatorEvent event) {
      return OrderStart.of(event).toEpochMilli();
    }
    return message.timestamp();
  }
}
