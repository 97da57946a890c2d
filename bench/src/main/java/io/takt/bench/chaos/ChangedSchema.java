package io.takt.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Counts come with one more field from now on, by a schema that the jobs have never seen. */
final class ChangedSchema implements Fault {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private String id = "";

  @Override
  public String kind() {
    return "schema-changed";
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws IOException, InterruptedException, ChaosException {
    Files.createFile(site.schemaOrder());
    Path done = NewSchema.done(site.schemaOrder());
    long until = System.nanoTime() + PATIENCE;
    while (!Files.exists(done) || Files.size(done) == 0) {
      if (System.nanoTime() > until) {
        throw new ChaosException("The feeder did not take the newer schema up.");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    id = Files.readString(done);
    harmed.run();
  }

  @Override
  public String check(Site site) {
    return "counts by schema " + id;
  }
}
