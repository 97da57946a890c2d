package io.takt.schemas;

/** The five bytes before the Avro binary: a zero, then the schema's id, big endian. */
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER = 5;

  private WireFormat() {}

  static void writeHeader(byte[] into, int id) {
    into[0] = MAGIC;
    into[1] = (byte) (id >>> 24);
    into[2] = (byte) (id >>> 16);
    into[3] = (byte) (id >>> 8);
    into[4] = (byte) id;
  }

  /** The id in the header of a payload. */
  static int schemaId(byte[] payload) throws UndecodableException {
    if (payload.length < HEADER) {
      throw new UndecodableException(
          "The payload has "
              + payload.length
              + " bytes; "
              + HEADER
              + " are needed for the schema's id alone.");
    }
    if (payload[0] != MAGIC) {
      throw new UndecodableException(
          "The payload begins with byte "
              + (payload[0] & 0xff)
              + "; a registry payload begins with "
              + MAGIC
              + ".");
    }
    return (payload[1] & 0xff) << 24
        | (payload[2] & 0xff) << 16
        | (payload[3] & 0xff) << 8
        | (payload[4] & 0xff);
  }
}
