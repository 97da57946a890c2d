package io.takt.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultsTest {

  @Test
  void the_same_seed_draws_the_same_faults_in_the_same_order() {
    assertThat(kinds(7)).isEqualTo(kinds(7)).doesNotHaveDuplicates().hasSize(10);
    assertThat(kinds(7)).isNotEqualTo(kinds(8));
  }

  @Test
  void five_seeds_try_every_kind_and_at_least_forty_faults() {
    Set<String> tried = new HashSet<>();
    int faults = 0;
    for (long seed = 1; seed <= 5; seed++) {
      List<String> kinds = kinds(seed);
      tried.addAll(kinds);
      faults += kinds.size();
    }
    assertThat(tried).containsExactlyInAnyOrderElementsOf(allKinds());
    assertThat(faults).isGreaterThanOrEqualTo(40);
  }

  private static List<String> kinds(long seed) {
    return Faults.drawn(10, new Random(seed)).stream().map(Fault::kind).toList();
  }

  private static List<String> allKinds() {
    return Faults.all().stream().map(Fault::kind).toList();
  }
}
