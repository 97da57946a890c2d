package io.takt.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

  private static final Instant AT = Instant.parse("2026-03-02T06:00:00Z");
  private static final Topic<MachineState> STATES = TopicCatalogue.MACHINE_STATES;

  private Registry registry;

  @BeforeEach
  void connect() {
    registry = new RegistryAddress("mock://decoder").connect();
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private static MachineState state(String asset) {
    return MachineState.newBuilder().setAssetId(asset).setAt(AT).setState("RUN").build();
  }

  @Test
  void readsAnOldRecordUnderANewerSchemaWithTheNewFieldsAtTheirDefaults() throws IOException {
    Schema old =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"MachineState","namespace":"io.takt.avro","fields":[
                 {"name":"legacy","type":"string"},
                 {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                 {"name":"state","type":"string"},
                 {"name":"asset_id","type":"string"}]}""");
    GenericData.Record written = new GenericData.Record(old);
    written.put("legacy", "gone since");
    written.put("at", AT.toEpochMilli());
    written.put("state", "RUN");
    written.put("asset_id", "press-1");

    MachineState read = new RecordDecoder<>(STATES, registry).decode(payload("old", old, written));

    assertThat(read).isEqualTo(state("press-1"));
    assertThat(read.getSource()).isEmpty();
    assertThat(read.getArrivedAt()).isNull();
  }

  @Test
  void readsAKindThatANewerWriterAddedAsUnknown() throws IOException {
    Schema newer =
        new Schema.Parser()
            .parse(
                OperatorEvent.getClassSchema()
                    .toString()
                    .replace("\"REASON_GIVEN\",", "\"REASON_GIVEN\",\"SHIFT_HANDED_OVER\","));
    Schema kinds = newer.getField("kind").schema();
    GenericData.Record written = new GenericData.Record(newer);
    for (Schema.Field field : newer.getFields()) {
      if (field.hasDefaultValue()) {
        written.put(field.pos(), GenericData.get().getDefaultValue(field));
      }
    }
    written.put("asset_id", "press-1");
    written.put("event_id", "e1");
    written.put("at", AT.toEpochMilli());
    written.put("kind", new GenericData.EnumSymbol(kinds, "SHIFT_HANDED_OVER"));

    OperatorEvent read =
        new RecordDecoder<>(TopicCatalogue.OPERATOR_EVENTS, registry)
            .decode(payload("newer", newer, written));

    assertThat(read.getKind()).isEqualTo(OperatorEventKind.UNKNOWN);
    assertThat(read.getEventId()).isEqualTo("e1");
  }

  private byte[] payload(String subject, Schema schema, GenericData.Record value)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER];
    WireFormat.writeHeader(header, registry.register(subject, schema));
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Test
  void sharesTheStringsThatComeAgain() throws IOException {
    RecordEncoder<MachineState> encoder = new RecordEncoder<>(STATES, registry);
    RecordDecoder<MachineState> decoder = new RecordDecoder<>(STATES, registry);
    MachineState first = decoder.decode(encoder.encode(state("press-1")));
    MachineState second = decoder.decode(encoder.encode(state("press-1")));
    assertThat(second.getAssetId()).isSameAs(first.getAssetId());
  }

  @Test
  void saysInOneSentenceWhyBytesAreNoRecord() throws IOException {
    RecordDecoder<MachineState> decoder = new RecordDecoder<>(STATES, registry);
    byte[] good = new RecordEncoder<>(STATES, registry).encode(state("press-1"));
    byte[] telemetry =
        new RecordEncoder<>(TopicCatalogue.TELEMETRY, registry)
            .encode(Telemetry.newBuilder().setAssetId("press-1").setSignal("p").setAt(AT).build());

    assertUndecodable(decoder, new byte[0], "has 0 bytes");
    assertUndecodable(decoder, "{\"asset_id\":\"x\"}".getBytes(UTF_8), "begins with byte 123");
    assertUndecodable(decoder, withId(good, 999_999), "knows no schema with id 999999");
    assertUndecodable(decoder, telemetry, "describes a io.takt.avro.Telemetry; topic");
    assertUndecodable(decoder, Arrays.copyOf(good, good.length - 1), "is not a MachineState");
    assertUndecodable(decoder, Arrays.copyOf(good, good.length + 2), "goes on for 2 bytes");
    assertUndecodable(
        decoder, payload("text", Schema.create(Schema.Type.STRING)), "describes a string; topic");
  }

  private byte[] payload(String subject, Schema schema) throws IOException {
    byte[] header = new byte[WireFormat.HEADER];
    WireFormat.writeHeader(header, registry.register(subject, schema));
    return header;
  }

  private static void assertUndecodable(RecordDecoder<?> decoder, byte[] bytes, String reason) {
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesAWriterThatLacksAFieldWithoutDefault() throws IOException {
    Schema lacking =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"MachineState","namespace":"io.takt.avro","fields":[
                 {"name":"asset_id","type":"string"}]}""");
    GenericData.Record written = new GenericData.Record(lacking);
    written.put("asset_id", "press-1");
    assertUndecodable(
        new RecordDecoder<>(STATES, registry),
        payload("lacking", lacking, written),
        "missing required field state");
  }

  @Test
  void neverBelievesALengthThatThePayloadCannotHold() throws IOException {
    byte[] good = new RecordEncoder<>(STATES, registry).encode(state("press-1"));
    // The first field is a string; these five bytes claim that it has two billion bytes.
    byte[] huge = Arrays.copyOf(good, 12);
    byte[] twoBillion = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0e};
    System.arraycopy(twoBillion, 0, huge, WireFormat.HEADER, twoBillion.length);
    assertUndecodable(
        new RecordDecoder<>(STATES, registry),
        huge,
        "a length of 2013265919 bytes where 2 are left");
  }

  @Test
  void meetsAnyDamageWithARecordOrAReasonAndNothingElse() throws IOException {
    Random random = new Random(20260302);
    SampleRecords samples = new SampleRecords(20260302);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      for (Topic<?> topic : TopicCatalogue.all()) {
        refused += damage(topic, samples, random) ? 1 : 0;
      }
    }
    assertThat(refused).as("seed 20260302").isBetween(500, 5_500);
  }

  private <T extends SpecificRecord> boolean damage(
      Topic<T> topic, SampleRecords samples, Random random) throws IOException {
    byte[] bytes = new RecordEncoder<>(topic, registry).encode(samples.of(topic));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int where = WireFormat.HEADER + random.nextInt(bytes.length - WireFormat.HEADER);
      bytes[where] = (byte) random.nextInt(256);
    }
    try {
      new RecordDecoder<>(topic, registry).decode(bytes);
      return false;
    } catch (UndecodableException expected) {
      assertThat(expected).hasMessageStartingWith("The payload ");
      return true;
    }
  }

  @Test
  void doesNotBlameTheBytesWhenTheRegistryIsSilent() throws IOException {
    byte[] good = new RecordEncoder<>(STATES, registry).encode(state("press-1"));
    // Port 1 is reserved and never listened on.
    try (Registry gone = new RegistryAddress("http://127.0.0.1:1").connect()) {
      RecordDecoder<MachineState> decoder = new RecordDecoder<>(STATES, gone);
      assertThatThrownBy(() -> decoder.decode(good))
          .isInstanceOf(RegistryException.class)
          .hasMessageStartingWith("The schema registry at http://127.0.0.1:1 does not answer");
    }
  }

  @Test
  void servesSeveralThreadsAtOnce() throws Exception {
    RecordEncoder<MachineState> encoder = new RecordEncoder<>(STATES, registry);
    RecordDecoder<MachineState> decoder = new RecordDecoder<>(STATES, registry);
    Callable<Integer> work =
        () -> {
          for (int i = 0; i < 5_000; i++) {
            MachineState written = state(Thread.currentThread().getName() + i);
            assertThat(decoder.decode(encoder.encode(written))).isEqualTo(written);
          }
          return 5_000;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<Integer> done = new HashSet<>();
      for (Future<Integer> result : threads.invokeAll(List.of(work, work, work, work))) {
        done.add(result.get());
      }
      assertThat(done).containsExactly(5_000);
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] withId(byte[] payload, int id) {
    byte[] copy = payload.clone();
    WireFormat.writeHeader(copy, id);
    return copy;
  }
}
