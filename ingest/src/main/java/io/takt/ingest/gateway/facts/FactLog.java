package io.takt.ingest.gateway.facts;

import io.takt.ingest.PublishException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Where facts are kept once they are taken. */
public interface FactLog {

  /**
   * Writes all; returns when every one is acknowledged. Safe for several threads.
   *
   * @throws PublishException when not all were acknowledged: any of them may be there, so the same
   *     ones are to be written again; their identity makes them count once
   */
  void append(FactKind kind, List<? extends SpecificRecord> facts);
}
