package io.takt.ingest.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.ingest.gateway.http.OpenResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  /** Says that it has written when it is told to. */
  private static final class SlowClient implements OpenResponse {
    private final List<String> received = new ArrayList<>();
    private Runnable sent;
    private boolean ended;

    @Override
    public void send(String text, Runnable whenSent) {
      received.add(text);
      sent = whenSent;
    }

    @Override
    public void onClosed(Runnable closed) {}

    @Override
    public void end() {
      ended = true;
    }

    void read() {
      sent.run();
    }
  }

  private final SlowClient client = new SlowClient();
  private final EventStream stream = new EventStream(client);

  @Test
  void anEventGoesOutAtOnceWithItsId() {
    stream.send("live", "live M1", "{}");
    assertThat(client.received).containsExactly("id: 1\nevent: live\ndata: {}\n\n");
  }

  @Test
  void aSlowClientGetsTheNewestOfEachKeyAlone() {
    stream.send("live", "live M1", "1");
    for (int i = 2; i < 1_000; i++) {
      stream.send("live", "live M1", Integer.toString(i));
      stream.send("live", "live M2", Integer.toString(i));
    }
    client.read();
    assertThat(client.received).hasSize(2);
    assertThat(client.received.get(1).lines())
        .containsExactly(
            "id: 1996", "event: live", "data: 999", "", "id: 1997", "event: live", "data: 999", "");
  }

  @Test
  void aClientThatNeverReadsIsLetGo() {
    for (int i = 0; i < 6_000; i++) {
      stream.send("stop", "stop " + i, "{}");
    }
    client.read();
    client.read();
    assertThat(client.ended).isTrue();
  }

  @Test
  void whatWaitsIsSentBeforeTheEnd() {
    stream.send("live", "live M1", "1");
    stream.send("bye", "bye", "{}");
    stream.end();
    assertThat(client.ended).isFalse();
    client.read();
    assertThat(client.received.get(1)).contains("event: bye");
    client.read();
    assertThat(client.ended).isTrue();
  }
}
