package io.takt.ingest.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Bytes into text, strictly: what is not of the charset is an error, never a question mark. */
final class RowText {

  private final CharsetDecoder decoder;

  RowText(Charset charset) {
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  String decode(byte[] bytes) throws UnreadableRow {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableRow(
          "The row holds bytes that are not "
              + decoder.charset().name()
              + "; save the file as UTF-8 or name its charset in the mapping.");
    }
  }
}
