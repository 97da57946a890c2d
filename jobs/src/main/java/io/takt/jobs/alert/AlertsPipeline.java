package io.takt.jobs.alert;

import io.takt.avro.Alert;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.PlantClock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What streams tell → alerts; knows neither Kafka nor the database. */
final class AlertsPipeline {

  private AlertsPipeline() {}

  static DataStream<Alert> pipeline(DataStream<Told> told, RuleSet rules, PlantClock clock) {
    DataStream<Told> orders =
        told.filter(some -> some.order() != null).uid(Uids.ORDERS).name("orders as planned");
    return told.filter(some -> some.order() == null)
        .uid(Uids.ASSETS)
        .name("what concerns assets")
        .keyBy(Told::asset, Types.STRING)
        .connect(orders.broadcast(WatchFunction.ORDERS))
        .process(new WatchFunction(rules, clock), TypeInformation.of(Notice.class))
        .uid(Uids.WATCH)
        .name("watch conditions")
        .keyBy(notice -> BookFunction.KEY, Types.STRING)
        .process(new BookFunction(rules, clock), new AvroTypeInfo<>(Alert.class))
        .uid(Uids.BOOK)
        .name("keep alerts")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
