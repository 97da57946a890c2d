package io.takt.sinks.notify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One message to one receiver, to see whether it gets through; nothing is kept of it. */
public final class TestMessage {

  private TestMessage() {}

  /**
   * Sends it.
   *
   * @param environment where the routing file's secrets are
   * @param terminal hears what a receiver of kind terminal is told
   * @throws IllegalArgumentException in one sentence, when there is no such receiver or it is not
   *     set up
   * @throws IOException in one sentence, when it did not get through
   */
  public static void send(
      RoutingFile routing,
      String receiver,
      Map<String, String> environment,
      Consumer<String> terminal)
      throws IOException, InterruptedException {
    if (!routing.receivers().contains(receiver)) {
      throw new IllegalArgumentException(
          "There is no receiver " + receiver + "; there are " + routing.receivers() + ".");
    }
    long now = InstantSource.system().millis();
    Message message =
        new Message(receiver, "test@" + now, Message.Kind.TEST, false, 0, "", List.of(), 0, now);
    Text text =
        new Text(
            "Test message from Takt"
                + (routing.site().name() == null || routing.site().name().isEmpty()
                    ? ""
                    : ", " + routing.site().name()),
            Text.Mood.GREY,
            List.of(),
            "If you read this, Takt can reach you. There is nothing to do.");
    try {
      new Transports(environment, terminal)
          .to(routing.receiver(receiver))
          .send(new Outbox.Due(now, message, 0, false, ""), text);
    } catch (Transport.Refused e) {
      throw new IOException(receiver + " does not take the message: " + e.getMessage(), e);
    }
  }
}
