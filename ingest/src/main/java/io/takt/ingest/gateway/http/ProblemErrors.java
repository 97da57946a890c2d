package io.takt.ingest.gateway.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses, as problem documents. */
final class ProblemErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer answer = Answer.of(problem(response.getStatus()));
    Headers.secure(response.getHeaders());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, answer.body(), callback);
    return true;
  }

  private static Problem problem(int status) {
    return status == 500
        ? Problem.internal()
        : Problem.ofHttp(status, HttpStatus.getMessage(status));
  }
}
