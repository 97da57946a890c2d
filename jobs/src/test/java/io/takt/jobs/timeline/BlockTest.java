package io.takt.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BlockTest {

  private static Fact state(long at, String word) {
    return new Fact.OfState(at, at, word, "plc", at);
  }

  private static byte[] written(Block block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockCodec.write(block, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Block started() {
    Block block = new Block(0, new Fold());
    block.append(state(0, "IDLE"));
    block.append(state(2_000, "FAULTED"));
    return block;
  }

  @Test
  void theBytesOfABlockFollowEachChange() throws IOException {
    Block block = started();
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    block.append(state(3_000, "IDLE"));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    block.insert(1, state(1_000, "STOPPED"));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    block.replace(1, state(1_000, "HELD"));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    Fold otherwise = new Fold();
    otherwise.lastSign = -5;
    block.startFrom(otherwise);
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    Block read =
        BlockCodec.read(new DataInputStream(new ByteArrayInputStream(BlockCodec.bytes(block))));
    assertThat(written(read)).isEqualTo(written(block));
  }

  @Test
  void aCopyAndWhatItWasCopiedFromStandAlone() throws IOException {
    Block block = started();
    byte[] before = BlockCodec.bytes(block);
    Block copy = block.copy();
    assertThat(BlockCodec.bytes(copy)).isEqualTo(before);
    copy.append(state(3_000, "IDLE"));
    assertThat(copy.size()).isEqualTo(3);
    assertThat(written(block)).isEqualTo(before);
    assertThat(BlockCodec.bytes(block)).isEqualTo(before);
    Block another = block.copy();
    block.replace(0, state(0, "HELD"));
    assertThat(written(another)).isEqualTo(before);
    assertThat(BlockCodec.bytes(another)).isEqualTo(before);
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
  }
}
