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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
    produce(stack, asset, "S1", "S2", "S3");

    StreamExecutionEnvironment job = stack.environment("bring-facts");
    build(job, source(stack).setBounded(OffsetsInitializer.latest()).build(), rows);
    job.execute();

    assertThat(rows.states(asset)).containsExactly("S1", "S2", "S3");
  }

  @Test
  void aJobGoesOnFromItsNewestCheckpoint() throws Exception {
    EmbeddedStack stack = StackForTests.get();
    String asset = StackForTests.freshAsset();
    Rows rows = Rows.inANewTable(stack, "resumed");
    produce(stack, asset, "S1", "S2", "S3");

    StreamExecutionEnvironment first = stack.environment("go-on");
    build(first, source(stack).build(), rows);
    JobClient running = first.executeAsync();
    rows.await(asset, "S3");
    // Taken after the rows were written, so a job that goes on from it does not write them again.
    stack.checkpoint(running);
    running.cancel().get();

    produce(stack, asset, "S4", "S5");
    StreamExecutionEnvironment second = stack.environment("go-on");
    build(second, source(stack).build(), rows);
    JobClient again = second.executeAsync();
    rows.await(asset, "S5");
    again.cancel().get();
    assertThat(rows.states(asset)).containsExactly("S1", "S2", "S3", "S4", "S5");
  }

  private static void produce(EmbeddedStack stack, String asset, String... states)
      throws Exception {
    MachineState[] facts = new MachineState[states.length];
    for (int i = 0; i < states.length; i++) {
      facts[i] = EmbeddedStackIT.state(asset, states[i]);
    }
    try (Registry registry = stack.registry().connect()) {
      EmbeddedStackIT.produce(stack, registry, facts);
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
        .sinkTo(rows)
        .uid("rows");
  }

  /** A table with a row for each fact; as a sink, written row by row. */
  record Rows(String url, String user, String password, String table)
      implements Sink<MachineState> {

    static Rows inANewTable(EmbeddedStack stack, String table) throws SQLException {
      DatabaseAddress address = stack.database();
      Rows rows = new Rows(address.jdbcUrl(), address.user(), address.password(), table);
      try (Connection connection = rows.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE " + table + " (n serial, asset_id text, state text)");
      }
      return rows;
    }

    private Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    /** In the order they were written. */
    List<String> states(String asset) throws SQLException {
      try (Connection connection = connect();
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT state FROM " + table + " WHERE asset_id = ? ORDER BY n")) {
        statement.setString(1, asset);
        List<String> states = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            states.add(rows.getString(1));
          }
        }
        return states;
      }
    }

    /** Asks again and again; the test's time limit ends it. */
    void await(String asset, String state) throws SQLException {
      while (!states(asset).contains(state)) {
        Thread.onSpinWait();
      }
    }

    @Override
    public SinkWriter<MachineState> createWriter(WriterInitContext context) {
      return new RowWriter(this);
    }
  }

  /** Commits each row. */
  private static final class RowWriter implements SinkWriter<MachineState> {

    private final Connection connection;
    private final PreparedStatement insert;

    RowWriter(Rows rows) {
      try {
        connection = rows.connect();
        insert =
            connection.prepareStatement(
                "INSERT INTO " + rows.table() + " (asset_id, state) VALUES (?, ?)");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(MachineState fact, Context context) {
      try {
        insert.setString(1, fact.getAssetId());
        insert.setString(2, fact.getState());
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
