package io.takt.ingest.replay;

import java.util.Set;

/** How the bytes of one file become rows. Not safe for several threads. */
interface RowFormat {

  /** Columns that the header names; without a header, those asked for and found so far. */
  Set<String> columns();

  /**
   * Cuts a row into its columns' values.
   *
   * @throws UnreadableRow when the bytes are no row of this file
   */
  Row parse(RawRow raw) throws UnreadableRow;
}
