package io.takt.ingest.simulator.master;

/** How long a piece ideally takes, by machine, product and date. */
public final class Rates {
  /** From then on, after the plant's start, every twelfth machine is expected to be faster. */
  private static final long TIGHTENED_AFTER_MS = 9 * 3_600_000L;

  private static final double TIGHTER = 0.95;

  private Rates() {}

  /** Seconds for one piece at an instant. */
  public static double secondsPerPiece(
      MachineSpec machine, Product product, long instant, long plantStart) {
    return tightened(machine) && instant >= tightenedFrom(plantStart)
        ? later(machine, product)
        : initial(machine, product);
  }

  /** True where the machine's rates have a second version. */
  public static boolean tightened(MachineSpec machine) {
    return machine.number() % 12 == 0;
  }

  /** When the second version begins. */
  public static long tightenedFrom(long plantStart) {
    return plantStart + TIGHTENED_AFTER_MS;
  }

  /** The first version. */
  public static double initial(MachineSpec machine, Product product) {
    return Math.round(product.basicCycleMs() * machine.rateFactor()) / 1000.0;
  }

  /** The second version. */
  public static double later(MachineSpec machine, Product product) {
    return Math.round(product.basicCycleMs() * machine.rateFactor() * TIGHTER) / 1000.0;
  }
}
