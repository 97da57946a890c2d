package io.takt.ingest.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a body as it comes, holding no thread, up to a limit. */
final class BodyReader implements Runnable {

  private final Request request;
  private final int limit;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private BodyReader(Request request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  /** The body; fails with a {@link Problem} when it is too large. */
  static CompletableFuture<byte[]> read(Request request, int limit) {
    BodyReader reader = new BodyReader(request, limit);
    if (request.getLength() > limit) {
      reader.tooLarge();
    } else {
      reader.run();
    }
    return reader.whole;
  }

  @Override
  public void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.completeExceptionally(
            Problem.malformed("The body ended before its end.", "Send the whole body."));
        return;
      }
      take(chunk);
      if (chunk.isLast()) {
        whole.complete(read.toByteArray());
      }
    }
  }

  private void take(Content.Chunk chunk) {
    ByteBuffer bytes = chunk.getByteBuffer();
    if (read.size() + bytes.remaining() > limit) {
      chunk.release();
      tooLarge();
      return;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    chunk.release();
    read.writeBytes(copy);
  }

  private void tooLarge() {
    whole.completeExceptionally(
        Problem.tooLarge(
            "The body has more than " + limit + " bytes.", "Send fewer rows in one request."));
  }
}
