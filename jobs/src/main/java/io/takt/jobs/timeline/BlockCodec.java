package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Blocks as bytes; the first byte is the version of the layout. */
public final class BlockCodec {
  private static final byte VERSION = 1;

  private BlockCodec() {}

  public static void write(Block block, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(block.start);
    block.before.write(out);
    out.writeInt(block.size());
    for (int i = 0; i < block.size(); i++) {
      FactCodec.write(block.get(i), out);
    }
  }

  public static Block read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("block layout " + version + ", this version reads " + VERSION);
    }
    long start = in.readLong();
    Fold before = Fold.read(in);
    int size = in.readInt();
    List<Fact> facts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      facts.add(FactCodec.read(in));
    }
    return new Block(start, before, facts);
  }
}
