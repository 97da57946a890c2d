package io.takt.ingest.gateway.facts;

import io.takt.schemas.RecordKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/**
 * What was acknowledged lately, by identity: tells a repeated delivery from a contradiction. What
 * it has forgotten the jobs still recognise. Safe for several threads.
 */
public final class FactMemory {

  /** What a fact is to what was acknowledged before. */
  public enum Verdict {
    NEW,
    DUPLICATE,
    CONFLICT
  }

  /**
   * What is remembered of one fact.
   *
   * @param identity digest of kind and identity
   * @param content digest of all it says but when it arrived
   */
  public record Trace(String identity, String content) {}

  private final Map<String, String> contents;

  /**
   * An empty memory.
   *
   * @param most facts it remembers
   */
  public FactMemory(int most) {
    this.contents =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > most;
          }
        };
  }

  /** What there is to remember of the fact. */
  public static Trace trace(FactKind kind, SpecificRecord fact) {
    Object[] identity = new Object[kind.identity().size() + 1];
    identity[0] = kind.path();
    for (int i = 0; i < kind.identity().size(); i++) {
      identity[i + 1] = fact.get(fact.getSchema().getField(kind.identity().get(i)).pos());
    }
    Object[] content = new Object[fact.getSchema().getFields().size()];
    for (Field field : fact.getSchema().getFields()) {
      content[field.pos()] =
          field.name().equals("arrived_at") ? "" : String.valueOf(fact.get(field.pos()));
    }
    return new Trace(digest(RecordKey.of(identity)), digest(RecordKey.of(content)));
  }

  /** What the fact is to what is remembered. */
  public synchronized Verdict judge(Trace trace) {
    String known = contents.get(trace.identity());
    if (known == null) {
      return Verdict.NEW;
    }
    return known.equals(trace.content()) ? Verdict.DUPLICATE : Verdict.CONFLICT;
  }

  /** Remembers a fact that was acknowledged. */
  public synchronized void remember(Trace trace) {
    contents.putIfAbsent(trace.identity(), trace.content());
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 15));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
