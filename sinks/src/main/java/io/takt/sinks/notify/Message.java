package io.takt.sinks.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A message to one receiver.
 *
 * @param groupKey messages of one incident share it
 * @param quiet true: nobody is to be called by it; it brings an earlier message up to date
 * @param occurrence tells apart messages that say the same again: repeats, steps of escalation
 * @param alerts active ones first
 * @param more alerts that are not listed
 * @param plantTime when it was decided, epoch milliseconds of the plant's time
 */
public record Message(
    String receiver,
    String groupKey,
    Kind kind,
    boolean quiet,
    int occurrence,
    String why,
    List<AlertView> alerts,
    int more,
    long plantTime) {

  /** What kind of message it is. */
  public enum Kind {
    ALERT,
    REPEAT,
    ESCALATION,
    DIGEST,
    FLOOD,
    TEST
  }

  /** The same content gives the same hash, whenever it was decided. */
  @JsonIgnore
  public String contentHash() {
    StringBuilder content = new StringBuilder();
    content.append(kind).append('\n').append(quiet).append('\n').append(occurrence).append('\n');
    for (AlertView alert : alerts) {
      content
          .append(alert.fingerprint())
          .append('\t')
          .append(alert.state())
          .append('\t')
          .append(alert.since())
          .append('\n');
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether all it tells of is over. */
  @JsonIgnore
  public boolean isAllClear() {
    return !alerts.isEmpty() && alerts.stream().allMatch(AlertView::isCleared);
  }
}
