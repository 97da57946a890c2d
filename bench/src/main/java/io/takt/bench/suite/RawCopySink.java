package io.takt.bench.suite;

import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The fastest way there is to write rows: each batch one COPY and one commit, nothing looked at.
 * Not a sink anybody could use: a row that is there already fails the job.
 */
final class RawCopySink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

  private final Binding<T> binding;
  private final DatabaseSettings database;
  private final int batchRows;

  RawCopySink(Binding<T> binding, DatabaseSettings database, int batchRows) {
    this.binding = binding;
    this.database = database;
    this.batchRows = batchRows;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    try {
      return new Writer();
    } catch (SQLException e) {
      throw new IOException("raw COPY: " + e.getMessage(), e);
    }
  }

  private final class Writer implements SinkWriter<T> {
    private final Rows<T> table = binding.tables().get(0);
    private final String copy =
        "COPY takt.ledger (%s) FROM STDIN (FORMAT binary)"
            .formatted(String.join(", ", table.sql().columns()));
    private final CopyBuffer buffer = new CopyBuffer();
    private final Connection connection;
    private int rows;

    private Writer() throws SQLException {
      connection = new Driver().connect(database.url(), database.driverProperties("bench-raw"));
      connection.setAutoCommit(false);
      execute("SET synchronous_commit = off");
      connection.commit();
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void write(T element, Context context) throws IOException {
      int count = table.count(element);
      for (int ordinal = 0; ordinal < count; ordinal++) {
        buffer.row(table.sql().columns().size());
        table.encode(element, ordinal, buffer);
      }
      rows += count;
      if (rows >= batchRows) {
        send(false);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      send(true);
    }

    private void send(boolean durable) throws IOException {
      if (rows == 0) {
        return;
      }
      try {
        if (durable) {
          execute("SET LOCAL synchronous_commit = on");
        }
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        in.writeToCopy(HEADER, 0, HEADER.length);
        in.writeToCopy(buffer.array(), 0, buffer.length());
        in.writeToCopy(TRAILER, 0, TRAILER.length);
        in.endCopy();
        connection.commit();
        buffer.clear();
        rows = 0;
      } catch (SQLException e) {
        throw new IOException("raw COPY: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
