package io.takt.ingest.replay;

import java.io.Closeable;
import java.io.IOException;

/** What became of each row of one file. */
interface FileSteps extends Closeable {

  /** The next row that is not blank, or null at the end. */
  Step next() throws IOException;
}
