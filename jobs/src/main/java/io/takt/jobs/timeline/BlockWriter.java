package io.takt.jobs.timeline;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Writes a block's fold and facts, and the next time only the facts that came to them since: the
 * newest block of an asset is written with each checkpoint and grows for five minutes.
 *
 * <p>Copies of a block share one as long as facts are only appended to them, and may ask it from
 * different threads.
 */
final class BlockWriter {

  private ByteArrayOutputStream written;
  private CompactOutput out;
  private int foldLength;
  private int count;
  private Fact last;

  /** What stands behind a block's header: fold, number of facts, facts. */
  synchronized byte[] write(Block block) throws IOException {
    if (count > block.size() || (count > 0 && block.get(count - 1) != last)) {
      // Another copy went on otherwise, or further.
      return new BlockWriter().write(block);
    }
    if (out == null) {
      written = new ByteArrayOutputStream();
      out = new CompactOutput(new DataOutputStream(written), block.start);
      block.before().write(out);
      foldLength = written.size();
    }
    for (int size = block.size(); count < size; count++) {
      Fact fact = block.get(count);
      long at = last == null ? block.start : last.at();
      BlockCodec.write(fact, at, last == null ? 0 : last.sequence(), out);
      last = fact;
    }
    return withCount(block.start);
  }

  private byte[] withCount(long start) throws IOException {
    byte[] all = written.toByteArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(all.length + Integer.BYTES + 1);
    bytes.write(all, 0, foldLength);
    new CompactOutput(new DataOutputStream(bytes), start).size(count);
    bytes.write(all, foldLength, all.length - foldLength);
    return bytes.toByteArray();
  }
}
