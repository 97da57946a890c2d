package io.takt.jobs.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.types.StringValue;

/** Words of any length, or none. */
public final class Words {

  private Words() {}

  /** A word; null is kept. */
  public static void write(String word, DataOutput out) throws IOException {
    StringValue.writeString(word, out);
  }

  /** A word as {@link #write} wrote it; null is kept. */
  public static String read(DataInput in) throws IOException {
    return StringValue.readString(in);
  }
}
