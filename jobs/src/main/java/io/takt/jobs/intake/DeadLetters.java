package io.takt.jobs.intake;

import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Messages that cannot be used, with the bytes they came in. */
public final class DeadLetters {

  private DeadLetters() {}

  public static DeadLetter of(
      ConsumerRecord<byte[], byte[]> message, DeadLetterReason reason, String detail) {
    return DeadLetter.newBuilder()
        .setTopic(message.topic())
        .setPartition(message.partition())
        .setOffset(message.offset())
        .setReason(reason)
        .setDetail(detail)
        .setKey(message.key() == null ? null : ByteBuffer.wrap(message.key()))
        .setValue(message.value() == null ? null : ByteBuffer.wrap(message.value()))
        .setArrivedAt(
            message.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
                ? null
                : Instant.ofEpochMilli(message.timestamp()))
        .build();
  }
}
