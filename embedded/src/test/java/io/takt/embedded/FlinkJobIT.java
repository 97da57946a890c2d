package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.MachineState;
import io.takt.schemas.FlinkFormats;
import io.takt.schemas.Registry;
import io.takt.schemas.TopicCatalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Flink job on the stack reads Kafka by the registry's schemas and writes to the database. */
@Timeout(120)
class FlinkJobIT {

  @Test
  void aJobBringsFactsFromKafkaToTheDatabase() throws Exception {
    EmbeddedStack stack = StackForTests.get();
    String asset = StackForTests.freshAsset();
    Rows rows = Rows.inANewTable(stack, "brought");
    produce(stack, asset, 3);

    StreamExecutionEnvironment job = stack.environment("bring-facts");
    build(job, source(stack).setBounded(OffsetsInitializer.latest()).build(), rows);
    job.execute();

    assertThat(rows.count(asset)).isEqualTo(3);
  }

  @Test
  void aJobGoesOnFromItsNewestCheckpoint() throws Exception {
    EmbeddedStack stack = StackForTests.get();
    String asset = StackForTests.freshAsset();
    Rows rows = Rows.inANewTable(stack, "resumed");
    produce(stack, asset, 3);

    StreamExecutionEnvironment first = stack.environment("go-on");
    build(first, source(stack).build(), rows);
    JobClient running = first.executeAsync();
    rows.await(asset, 3);
    // Taken after the rows were written, so a job that goes on from it does not write them again.
    stack.checkpoint(running);
    running.cancel().get();

    produce(stack, asset, 2);
    StreamExecutionEnvironment second = stack.environment("go-on");
    build(second, source(stack).build(), rows);
    JobClient again = second.executeAsync();
    rows.await(asset, 5);
    again.cancel().get();
    assertThat(rows.count(asset)).isEqualTo(5);
  }

  private static void produce(EmbeddedStack stack, String asset, int count) throws Exception {
    MachineState[] states = new MachineState[count];
    for (int i = 0; i < count; i++) {
      states[i] = EmbeddedStackIT.state(asset, "S" + i);
    }
    try (Registry registry = stack.registry().connect()) {
      EmbeddedStackIT.produce(stack, registry, states);
    }
  }

  private static KafkaSourceBuilder<MachineState> source(EmbeddedStack stack) {
    return KafkaSource.<MachineState>builder()
        .setBootstrapServers(stack.bootstrapServers())
        .setTopics(TopicCatalogue.MACHINE_STATES.name())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setValueOnlyDeserializer(
            FlinkFormats.reading(TopicCatalogue.MACHINE_STATES, stack.registry()));
  }

  private static void build(
      StreamExecutionEnvironment job, KafkaSource<MachineState> source, Rows rows) {
    job.fromSource(source, WatermarkStrategy.noWatermarks(), "machine states")
        .uid("machine-states")
        .map(MachineState::getAssetId)
        .returns(Types.STRING)
        .uid("asset")
        .sinkTo(rows)
        .uid("rows");
  }

  /** A table with a row for each fact; as a sink, written row by row. */
  record Rows(String url, String user, String password, String table) implements Sink<String> {

    static Rows inANewTable(EmbeddedStack stack, String table) throws SQLException {
      DatabaseAddress address = stack.database();
      Rows rows = new Rows(address.jdbcUrl(), address.user(), address.password(), table);
      try (Connection connection = rows.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE " + table + " (asset_id text)");
      }
      return rows;
    }

    private Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    int count(String asset) throws SQLException {
      try (Connection connection = connect();
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT count(*) FROM " + table + " WHERE asset_id = ?")) {
        statement.setString(1, asset);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    }

    /** Asks again and again; the test's time limit ends it. */
    void await(String asset, int expected) throws SQLException {
      while (count(asset) < expected) {
        Thread.onSpinWait();
      }
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
      return new RowWriter(this);
    }
  }

  /** Commits each row. */
  private static final class RowWriter implements SinkWriter<String> {

    private final Connection connection;
    private final PreparedStatement insert;

    RowWriter(Rows rows) {
      try {
        connection = rows.connect();
        insert = connection.prepareStatement("INSERT INTO " + rows.table() + " VALUES (?)");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(String asset, Context context) {
      try {
        insert.setString(1, asset);
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
