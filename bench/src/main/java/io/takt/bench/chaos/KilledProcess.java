package io.takt.bench.chaos;

import java.util.Random;
import java.util.function.Function;

/**
 * A process with all its children ends between two instructions (SIGKILL).
 *
 * @param service which, of those a site has
 */
record KilledProcess(String kind, Function<Random, String> service) implements Fault {

  /** Always the same one. */
  static KilledProcess of(String service) {
    return new KilledProcess(service + "-killed", dice -> service);
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed) {
    site.supervisor().kill(service.apply(dice));
    harmed.run();
  }
}
