package io.takt.jobs.timeline;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks as bytes; the first byte is the version of the layout. Facts of one block are alike: each
 * is told by how it differs from the one before, so that a count takes some twelve bytes.
 */
public final class BlockCodec {
  private static final byte VERSION = 3;

  /** The layout that did not tell its length. */
  private static final byte WITHOUT_LENGTH = 2;

  /** The layout that wrote each fact by itself. */
  private static final byte WIDE = 1;

  /** Where the start stands, after the version. */
  private static final int START = 1;

  /** Version, start and length. */
  private static final int HEADER = START + Long.BYTES + Integer.BYTES;

  private static final int STATE = 1;
  private static final int COUNT = 2;
  private static final int ALARM = 3;
  private static final int KIND_MASK = 3;
  private static final int CUMULATIVE = 4;
  private static final int CYCLES = 8;
  private static final int ACTIVE = 16;
  private static final int FIGURES = 5;

  private BlockCodec() {}

  public static void write(Block block, DataOutput out) throws IOException {
    out.write(bytes(block));
  }

  /**
   * A block's bytes, kept with it until it changes: most of an asset's blocks stay as they are from
   * one checkpoint to the next.
   */
  public static byte[] bytes(Block block) {
    byte[] known = block.bytes;
    if (known == null) {
      known = encoded(block);
      block.bytes = known;
    }
    return known;
  }

  private static byte[] encoded(Block block) {
    try {
      byte[] body = block.writer().write(block);
      byte[] all = new byte[HEADER + body.length];
      System.arraycopy(body, 0, all, HEADER, body.length);
      return withHeader(all, block.start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the version, the start and the length of what follows, for which there is room. */
  private static byte[] withHeader(byte[] all, long start) {
    ByteBuffer.wrap(all).put(VERSION).putLong(start).putInt(all.length - HEADER);
    return all;
  }

  /** A fact by its difference from the one before, of which time and number are given. */
  static void write(Fact fact, long at, long sequence, CompactOutput out) throws IOException {
    if (fact instanceof Fact.OfState f) {
      out.size(STATE);
      common(f, at, sequence, out);
      out.word(f.word());
    } else if (fact instanceof Fact.OfCount f) {
      out.size(COUNT | (f.cumulative() ? CUMULATIVE : 0) | (f.cycles() ? CYCLES : 0));
      common(f, at, sequence, out);
      out.figures(f.total(), f.good(), f.scrap(), f.rework(), f.counterMax());
      out.word(f.order());
    } else if (fact instanceof Fact.OfAlarm f) {
      out.size(ALARM | (f.active() ? ACTIVE : 0));
      common(f, at, sequence, out);
      out.word(f.code());
      out.word(f.severity().name());
    } else {
      throw new IOException("no sign of life: " + fact);
    }
  }

  private static void common(Fact fact, long at, long sequence, CompactOutput out)
      throws IOException {
    out.signed(fact.at() - at);
    out.signed(fact.arrivedAt() - fact.at());
    out.word(fact.source());
    out.signed(fact.sequence() - sequence);
  }

  public static Block read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version == WIDE) {
      return readWide(in);
    }
    if (version == WITHOUT_LENGTH) {
      long start = in.readLong();
      CompactInput compact = new CompactInput(in, start);
      return new Block(start, Fold.read(compact), facts(start, compact));
    }
    if (version != VERSION) {
      throw new IOException("block layout " + version + ", this version reads " + VERSION);
    }
    long start = in.readLong();
    byte[] all = new byte[HEADER + in.readInt()];
    in.readFully(all, HEADER, all.length - HEADER);
    withHeader(all, start);
    return new Block(start, Fold.read(body(all)), all);
  }

  /** The facts of a block from its bytes. */
  static List<Fact> facts(byte[] bytes) {
    try {
      CompactInput compact = body(bytes);
      Fold.read(compact);
      return facts(ByteBuffer.wrap(bytes).getLong(START), compact);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompactInput body(byte[] all) {
    return new CompactInput(
        new DataInputStream(new ByteArrayInputStream(all, HEADER, all.length - HEADER)),
        ByteBuffer.wrap(all).getLong(START));
  }

  private static List<Fact> facts(long start, CompactInput in) throws IOException {
    int size = in.count();
    List<Fact> facts = new ArrayList<>();
    long at = start;
    long sequence = 0;
    for (int i = 0; i < size; i++) {
      Fact fact = read(at, sequence, in);
      facts.add(fact);
      at = fact.at();
      sequence = fact.sequence();
    }
    return facts;
  }

  private static Fact read(long atBefore, long sequenceBefore, CompactInput in) throws IOException {
    int kind = in.count();
    long at = atBefore + in.signed();
    long arrivedAt = at + in.signed();
    String source = in.word();
    long sequence = sequenceBefore + in.signed();
    return switch (kind & KIND_MASK) {
      case STATE -> new Fact.OfState(at, arrivedAt, in.word(), source, sequence);
      case COUNT -> {
        double[] figures = in.figures(FIGURES);
        yield new Fact.OfCount(
            at,
            arrivedAt,
            (kind & CUMULATIVE) != 0,
            (kind & CYCLES) != 0,
            figures[0],
            figures[1],
            figures[2],
            figures[3],
            figures[4],
            in.word(),
            source,
            sequence);
      }
      case ALARM ->
          new Fact.OfAlarm(
              at,
              arrivedAt,
              in.word(),
              (kind & ACTIVE) != 0,
              AlarmSeverity.valueOf(in.word()),
              source,
              sequence);
      default -> throw new IOException("no kind of sign: " + kind);
    };
  }

  private static Block readWide(DataInput in) throws IOException {
    long start = in.readLong();
    Fold before = Fold.readWide(in);
    int size = in.readInt();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      facts.add(FactCodec.read(in));
    }
    return new Block(start, before, facts);
  }
}
