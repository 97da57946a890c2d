package io.takt.ingest.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A Jetty response that stays open. */
final class JettyOpenResponse implements OpenResponse {

  private final Response response;
  private final Callback callback;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Runnable closed = () -> {};

  JettyOpenResponse(Request request, Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
    request.addFailureListener(this::fail);
  }

  @Override
  public void send(String text, Runnable sent) {
    if (ended.get()) {
      return;
    }
    response.write(
        false,
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
        Callback.from(sent, this::fail));
  }

  @Override
  public void onClosed(Runnable listener) {
    closed = listener;
    if (ended.get()) {
      listener.run();
    }
  }

  @Override
  public void end() {
    if (!ended.getAndSet(true)) {
      response.write(true, ByteBuffer.allocate(0), callback);
      closed.run();
    }
  }

  private void fail(Throwable failure) {
    if (!ended.getAndSet(true)) {
      callback.failed(failure);
      closed.run();
    }
  }
}
