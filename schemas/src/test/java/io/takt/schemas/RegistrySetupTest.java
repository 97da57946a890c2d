package io.takt.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySetupTest {

  @Test
  void registersEverySubjectOnceAndRequiresThatAllOldDataStaysReadable() throws IOException {
    try (Registry registry = new RegistryAddress("mock://setup").connect()) {
      Map<String, Integer> first = RegistrySetup.prepare(registry);
      Map<String, Integer> second = RegistrySetup.prepare(registry);
      assertThat(first).hasSize(TopicCatalogue.all().size()).isEqualTo(second);
      assertThat(registry.compatibility()).isEqualTo("BACKWARD_TRANSITIVE");
      for (Topic<?> topic : TopicCatalogue.all()) {
        assertThat(registry.schema(first.get(topic.subject()))).isEqualTo(topic.schema());
      }
    }
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> new RegistryAddress("127.0.0.1:8081"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RegistryAddress("ftp://registry"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must begin with http://, https:// or mock://");
  }
}
