package io.takt.ingest.gateway.http;

import java.util.List;

/**
 * Why a request is refused, as an RFC 9457 problem document. The detail says what is wrong, {@code
 * mend} what to do about it; neither holds a secret.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with one row.
   *
   * @param index of the row, from 0; null: not about a row
   * @param pointer JSON pointer within the row
   * @param code HTTP status the row would have by itself
   * @param detail one sentence for people
   */
  public record RowError(Integer index, String pointer, int code, String detail)
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final int status;
  private final String type;
  private final String title;
  private final String mend;
  private final List<RowError> errors;
  private final int retryAfter;
  private final String allow;

  private Problem(
      int status,
      String type,
      String title,
      String detail,
      String mend,
      List<RowError> errors,
      int retryAfter,
      String allow) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
    this.mend = mend;
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.allow = allow;
  }

  private static Problem of(int status, String type, String title, String detail, String mend) {
    return new Problem(status, type, title, detail, mend, List.of(), 0, null);
  }

  /** 400: the bytes are not what HTTP or JSON asks for. */
  public static Problem malformed(String detail, String mend) {
    return of(400, "malformed", "The request cannot be read", detail, mend);
  }

  /** 401: nobody, or nobody known. */
  public static Problem unauthenticated(String detail, String mend) {
    return of(401, "unauthenticated", "Who you are is not known", detail, mend);
  }

  /** 403: known, but without the right. */
  public static Problem forbidden(String detail, String mend) {
    return of(403, "forbidden", "You may not do this", detail, mend);
  }

  /** 404. */
  public static Problem notFound(String detail) {
    return of(404, "not-found", "There is no such thing", detail, "See /api/v1/openapi.json.");
  }

  /** 405, with the methods that there are. */
  public static Problem methodNotAllowed(String method, String allow) {
    return new Problem(
        405,
        "method-not-allowed",
        "The method does not fit",
        method + " does not work here.",
        "Use " + allow + ".",
        List.of(),
        0,
        allow);
  }

  /** 408: the body did not come in time. */
  public static Problem tooSlow(String detail) {
    return of(408, "too-slow", "The request took too long", detail, "Send it again, faster.");
  }

  /** 409: the same identity with other content. */
  public static Problem conflict(String detail, String mend) {
    return of(409, "conflict", "It contradicts what was sent before", detail, mend);
  }

  /** 413: too many bytes or rows. */
  public static Problem tooLarge(String detail, String mend) {
    return of(413, "too-large", "The request is too large", detail, mend);
  }

  /** 415: not JSON, or compressed. */
  public static Problem unsupportedType(String detail, String mend) {
    return of(415, "unsupported-type", "The content type does not fit", detail, mend);
  }

  /** 422: read, and not valid. */
  public static Problem invalid(String detail, String mend, List<RowError> errors) {
    return new Problem(
        422, "invalid", "The content is not valid", detail, mend, List.copyOf(errors), 0, null);
  }

  /** 429: too many requests, with the seconds to wait. */
  public static Problem tooMany(String detail, int retryAfter) {
    return new Problem(
        429,
        "too-many",
        "Too many requests",
        detail,
        "Wait " + retryAfter + " s and send it again.",
        List.of(),
        retryAfter,
        null);
  }

  /** 503: a part that is needed does not answer, with the seconds to wait. */
  public static Problem unavailable(String detail, String mend, int retryAfter) {
    return new Problem(
        503, "unavailable", "Not possible right now", detail, mend, List.of(), retryAfter, null);
  }

  /** 500: a mistake of the gateway's own; the log says more. */
  public static Problem internal() {
    return of(
        500,
        "internal",
        "The gateway made a mistake",
        "Something the gateway did not expect; its log says what.",
        "Tell whoever runs the gateway.");
  }

  /** A refusal by HTTP itself. */
  public static Problem ofHttp(int status, String detail) {
    return of(
        status, "http", "The request is refused", detail, "Send a request as HTTP/1.1 asks for.");
  }

  /** The problem of a single row, by its code: 403, 409 or 422. */
  public static Problem ofRow(RowError row) {
    return switch (row.code()) {
      case 403 -> forbidden(row.detail(), "Ask whoever runs the gateway for the right.");
      case 409 -> conflict(row.detail(), "Give what is new an identity of its own.");
      default -> invalid(row.detail(), "Mend the field the pointer names.", List.of(row));
    };
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Last part of the problem's type. */
  public String type() {
    return type;
  }

  /** The kind of problem, for people. */
  public String title() {
    return title;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }

  /** What is wrong row by row; mostly empty. */
  public List<RowError> errors() {
    return errors;
  }

  /** Seconds to wait; 0: waiting does not help. */
  public int retryAfter() {
    return retryAfter;
  }

  /** Methods that work here; null: not the question. */
  public String allow() {
    return allow;
  }
}
