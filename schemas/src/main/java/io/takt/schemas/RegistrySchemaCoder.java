package io.takt.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.flink.formats.avro.SchemaCoder;

/** The header of the wire format, for Flink's Avro formats. */
final class RegistrySchemaCoder implements SchemaCoder {

  private final String subject;
  private final Registry registry;
  private final Map<Schema, byte[]> headers = new ConcurrentHashMap<>();

  RegistrySchemaCoder(String subject, Registry registry) {
    this.subject = subject;
    this.registry = registry;
  }

  @Override
  public Schema readSchema(InputStream in) throws IOException {
    return registry.schema(WireFormat.schemaId(in.readNBytes(WireFormat.HEADER)));
  }

  @Override
  public void writeSchema(Schema schema, OutputStream out) throws IOException {
    byte[] header = headers.get(schema);
    if (header == null) {
      header = new byte[WireFormat.HEADER];
      WireFormat.writeHeader(header, registry.register(subject, schema));
      headers.put(schema, header);
    }
    out.write(header);
  }
}
