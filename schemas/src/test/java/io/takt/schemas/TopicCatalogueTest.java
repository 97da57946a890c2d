package io.takt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.takt.avro.Facts;
import io.takt.avro.ProductRate;
import io.takt.avro.Results;
import io.takt.avro.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

  private static final List<Protocol> CONTRACTS =
      List.of(Facts.PROTOCOL, Tables.PROTOCOL, Results.PROTOCOL);
  private static final Pattern TOPIC_IN_DOC =
      Pattern.compile("Topic (takt\\.[a-z-]+)(, compacted)?");

  @Test
  void holdsEveryTopicThatTheContractsNameWithTheClassThatNamesIt() {
    List<String> promised = new ArrayList<>();
    for (Protocol contract : CONTRACTS) {
      for (Schema type : contract.getTypes()) {
        Matcher topic = TOPIC_IN_DOC.matcher(String.valueOf(type.getDoc()));
        if (topic.find()) {
          promised.add(topic.group(1) + " " + type.getName());
        }
      }
    }
    List<String> held = new ArrayList<>();
    for (Topic<?> topic : TopicCatalogue.all()) {
      held.add(topic.name() + " " + topic.schema().getName());
    }
    assertThat(held).isNotEmpty().containsExactlyInAnyOrderElementsOf(promised);
  }

  @Test
  void compactsWhatTheContractsCallATableAndNothingElse() {
    for (Protocol contract : CONTRACTS) {
      for (Schema type : contract.getTypes()) {
        Matcher doc = TOPIC_IN_DOC.matcher(String.valueOf(type.getDoc()));
        if (doc.find()) {
          boolean table = contract.equals(Tables.PROTOCOL) || doc.group(2) != null;
          assertThat(TopicCatalogue.byName(doc.group(1)).orElseThrow().cleanup())
              .as(doc.group(1))
              .isEqualTo(table ? Cleanup.COMPACT : Cleanup.DELETE);
        }
      }
    }
  }

  @Test
  void givesEachTopicANameASubjectAKeyAndALife() {
    Set<String> names = new HashSet<>();
    for (Topic<?> topic : TopicCatalogue.all()) {
      assertThat(topic.name()).matches("takt\\.[a-z]+(-[a-z]+)*");
      assertThat(names.add(topic.name())).as("%s is there once", topic).isTrue();
      assertThat(topic.subject()).isEqualTo(topic.name() + "-value");
      assertThat(topic.partitions()).isPositive();
      assertThat(topic.retention().isPresent())
          .as("%s has a retention, or is a table", topic)
          .isEqualTo(topic.cleanup() == Cleanup.DELETE);
      for (String field : Splitter.on('|').split(topic.keyDescription())) {
        assertThat(topic.schema().getField(field)).as("%s in %s", field, topic).isNotNull();
      }
    }
  }

  @Test
  void keepsFactsOfOneAssetTogetherByGivingAllFactTopicsTheSamePartitions() {
    Set<Integer> partitions = new HashSet<>();
    for (Topic<?> topic : TopicCatalogue.facts()) {
      partitions.add(topic.partitions());
      assertThat(topic.keyDescription()).isEqualTo("asset_id");
    }
    assertThat(partitions).hasSize(1);
  }

  @Test
  void tellsKafkaThePolicyTheRetentionAndThatTimeIsArrival() {
    NewTopic stream = TopicCatalogue.MACHINE_STATES.toCreate();
    assertThat(stream.configs())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", Long.toString(92L * 24 * 60 * 60 * 1000))
        .containsEntry("message.timestamp.type", "LogAppendTime");
    NewTopic table = TopicCatalogue.ASSETS.toCreate();
    assertThat(table.configs())
        .containsEntry("cleanup.policy", "compact")
        .doesNotContainKey("retention.ms");
    assertThat(TopicCatalogue.DEAD_LETTERS.toCreate().configs())
        .containsEntry("max.message.bytes", "2097152");
  }

  @Test
  void neverGivesTwoRowsOfATableTheSameKey() {
    Topic<ProductRate> rates = TopicCatalogue.PRODUCT_RATES;
    assertThat(rates.key(rate("press-1", "A"))).isEqualTo("press-1|A");
    assertThat(rates.key(rate("a|b", "c"))).isNotEqualTo(rates.key(rate("a", "b|c")));
    assertThat(rates.key(rate("a\\", "b"))).isNotEqualTo(rates.key(rate("a", "\\b")));
    assertThat(rates.key(rate("a\\", "|b"))).isNotEqualTo(rates.key(rate("a\\|", "b")));
  }

  private static ProductRate rate(String asset, String product) {
    return ProductRate.newBuilder()
        .setAssetId(asset)
        .setProduct(product)
        .setVersions(List.of())
        .build();
  }

  @Test
  void makesAKeyOfEveryRecord() {
    SampleRecords samples = new SampleRecords(1);
    for (Topic<?> topic : TopicCatalogue.all()) {
      assertThat(keyOfASample(topic, samples)).as(topic.name()).isNotNull();
    }
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> String keyOfASample(
      Topic<T> topic, SampleRecords samples) {
    return topic.key(samples.of(topic));
  }

  @Test
  void documentsEveryRecordEnumAndField() {
    Set<String> undocumented = new LinkedHashSet<>();
    for (Protocol contract : CONTRACTS) {
      for (Schema type : contract.getTypes()) {
        if (blank(type.getDoc())) {
          undocumented.add(type.getName());
        }
        if (type.getType() == Schema.Type.RECORD) {
          for (Schema.Field field : type.getFields()) {
            if (blank(field.doc())) {
              undocumented.add(type.getName() + "." + field.name());
            }
          }
        }
      }
    }
    assertThat(undocumented).isEmpty();
  }

  private static boolean blank(String doc) {
    return doc == null || doc.isBlank();
  }
}
