package io.takt.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockTest {

  private static Fact state(long at, String word) {
    return new Fact.OfState(at, at, word, "plc", at);
  }

  /** The bytes of a block that holds the same and never had any. */
  private static byte[] written(Block block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Block same = new Block(block.start, block.before(), facts(block));
    BlockCodec.write(same, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static List<Fact> facts(Block block) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      facts.add(block.get(i));
    }
    return facts;
  }

  private static Block read(byte[] bytes) throws IOException {
    return BlockCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static Block started() {
    Block block = new Block(0, new Fold());
    block.append(state(0, "IDLE"));
    block.append(state(2_000, "FAULTED"));
    return block;
  }

  @Test
  void aFoldWithinABlockIsThatOfAllFactsBeforeIt() {
    long seed = 20261123;
    Random random = new Random(seed);
    AssetSettings settings =
        new AssetSettings(
            "press",
            "UTC",
            "shifts",
            Fact.NONE,
            60_000,
            1_000,
            200,
            1,
            AssetSettings.CounterSettings.PLAIN,
            Map.of());
    Block block = new Block(0, new Fold());
    for (int i = 0; i < 1_000; i++) {
      Fact fact = state(random.nextInt((int) Block.LENGTH), random.nextBoolean() ? "IDLE" : "HELD");
      int found = block.find(fact);
      if (found < 0) {
        block.insert(-found - 1, fact);
      } else {
        block.replace(found, fact);
      }
      int index = block.indexBefore(random.nextInt((int) Block.LENGTH));
      assertThat(index % Block.STRIDE).isZero();
      Fold expected = block.before().copy();
      for (int j = 0; j < index; j++) {
        expected.step(block.get(j), settings);
      }
      assertThat(block.before(index, settings).sameAs(expected)).as("seed %s", seed).isTrue();
      if (i % 100 == 0) {
        block = block.copy();
      }
    }
  }

  @Test
  void fromTheFactBeforeAnInstantAllThatLieAtItAreRead() {
    Block block = new Block(0, new Fold());
    for (int i = 0; i < 3 * Block.STRIDE; i++) {
      block.append(state(i / 2, "IDLE"));
    }
    int boundary = Block.STRIDE / 2;
    assertThat(block.indexBefore(boundary)).isZero();
    assertThat(block.indexBefore(boundary + 1)).isEqualTo(Block.STRIDE);
    assertThat(block.indexBefore(Long.MAX_VALUE)).isEqualTo(2 * Block.STRIDE);
    assertThat(block.indexBefore(Long.MIN_VALUE)).isZero();
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
    assertThat(written(read(BlockCodec.bytes(block)))).isEqualTo(written(block));
  }

  @Test
  void theBytesOfCopiesThatGoOnApartAreTheirOwn() throws IOException {
    Block block = started();
    Block copy = block.copy();
    BlockCodec.bytes(block);
    copy.append(state(3_000, "IDLE"));
    copy.append(state(4_000, "PRODUCING"));
    assertThat(BlockCodec.bytes(copy)).isEqualTo(written(copy));
    block.append(state(3_000, "HELD"));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    block.append(state(4_000, "HELD"));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    copy.append(state(5_000, "IDLE"));
    assertThat(BlockCodec.bytes(copy)).isEqualTo(written(copy));
  }

  @Test
  void whateverIsDoneToBlocksAndTheirCopiesTheirBytesAreThoseOfTheirFacts() throws IOException {
    long seed = 20261124;
    Random random = new Random(seed);
    String[] words = {"IDLE", "HELD", "STOPPED", "PRODUCING"};
    List<Block> blocks = new ArrayList<>(List.of(started()));
    for (int i = 0; i < 2_000; i++) {
      Block block = blocks.get(random.nextInt(blocks.size()));
      Fact fact = state(block.newest().at() + random.nextInt(3), words[random.nextInt(4)]);
      switch (random.nextInt(8)) {
        case 0 -> blocks.add(block.copy());
        case 1 -> block.insert(random.nextInt(block.size()), fact);
        case 2 -> block.replace(random.nextInt(block.size()), fact);
        case 3 -> block.rest();
        case 4 -> block.startFrom(new Fold());
        default -> block.append(fact);
      }
      if (random.nextBoolean()) {
        assertThat(BlockCodec.bytes(block)).as("seed %d, %d", seed, i).isEqualTo(written(block));
      }
      if (blocks.size() > 6) {
        blocks.remove(random.nextInt(blocks.size()));
      }
    }
  }

  @Test
  void aBlockThatRestsIsTheSameAsBefore() throws IOException {
    Block block = started();
    Block copy = block.copy();
    List<Fact> before = facts(block);
    block.rest();
    assertThat(facts(block)).isEqualTo(before);
    block.rest();
    Block another = block.copy();
    block.insert(1, state(1_000, "STOPPED"));
    assertThat(facts(block)).containsExactly(before.get(0), state(1_000, "STOPPED"), before.get(1));
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    another.append(state(3_000, "IDLE"));
    assertThat(facts(another)).containsExactly(before.get(0), before.get(1), state(3_000, "IDLE"));
    Fold otherwise = new Fold();
    otherwise.lastSign = -5;
    block.rest();
    block.startFrom(otherwise);
    assertThat(BlockCodec.bytes(block)).isEqualTo(written(block));
    assertThat(facts(copy)).isEqualTo(before);
  }

  @Test
  void aBlockThatWasReadRestsAndGoesOn() throws IOException {
    Block read = read(BlockCodec.bytes(started()));
    assertThat(BlockCodec.bytes(read)).isEqualTo(BlockCodec.bytes(started()));
    read.append(state(3_000, "IDLE"));
    assertThat(facts(read)).hasSize(3).startsWith(facts(started()).toArray(Fact[]::new));
  }

  @Test
  void aBlockOfTheLayoutThatDidNotTellItsLengthIsRead() throws IOException {
    byte[] bytes = BlockCodec.bytes(started());
    ByteArrayOutputStream earlier = new ByteArrayOutputStream();
    earlier.write(2);
    earlier.write(bytes, 1, Long.BYTES);
    int body = 1 + Long.BYTES + Integer.BYTES;
    earlier.write(bytes, body, bytes.length - body);
    assertThat(written(read(earlier.toByteArray()))).isEqualTo(bytes);
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
