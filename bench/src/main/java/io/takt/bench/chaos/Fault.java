package io.takt.bench.chaos;

import java.util.Optional;
import java.util.Random;

/** One way to harm a plant's servers. Nobody mends anything by hand afterwards. */
interface Fault {

  /** Its name, in kebab-case. */
  String kind();

  /** Why it cannot be tried here, in words for people; empty: it can. */
  default Optional<String> impossible(Site site) {
    return Optional.empty();
  }

  /**
   * Does harm, and ends it where it is one that ends by itself.
   *
   * @param dice for what it leaves to chance
   * @param harmed is run at the moment the harm is done
   */
  void strike(Site site, Random dice, Runnable harmed) throws Exception;

  /**
   * Looks at what this fault alone may have spoilt, once the site has come back.
   *
   * @return what was looked at, in a few words
   * @throws ChaosException when it was spoilt
   */
  default String check(Site site) throws Exception {
    return "";
  }
}
