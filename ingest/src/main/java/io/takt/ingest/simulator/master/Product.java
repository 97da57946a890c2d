package io.takt.ingest.simulator.master;

import java.util.List;

/**
 * What is made.
 *
 * @param basicCycleMs time for one piece on a machine of pace 1
 */
public record Product(String id, long basicCycleMs) {

  /** The plant's products; none below five seconds a piece, see the small counter maximum. */
  public static final List<Product> ALL =
      List.of(
          new Product("HOUSING-S", 5_600),
          new Product("HOUSING-L", 8_200),
          new Product("COVER-A", 6_400),
          new Product("COVER-B", 7_000),
          new Product("FRAME-12", 9_400),
          new Product("FRAME-16", 11_000));

  /** The product of this name, or null. */
  public static Product named(String id) {
    for (Product product : ALL) {
      if (product.id().equals(id)) {
        return product;
      }
    }
    return null;
  }
}
