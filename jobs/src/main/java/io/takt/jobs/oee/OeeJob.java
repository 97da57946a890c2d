package io.takt.jobs.oee;

import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.TableTopic;
import io.takt.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The oee job on real parts. */
public final class OeeJob {

  /** The job's name. */
  public static final String NAME = "oee";

  /** Consumer group of all {@link #inputs()}; offsets are committed with each checkpoint. */
  public static final String GROUP = "takt-oee";

  private OeeJob() {}

  /** Runs the job; see {@link OeeSettings#read} for the arguments. */
  public static void main(String[] args) throws Exception {
    OeeSettings settings = OeeSettings.read(args, System.getenv());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assemble(settings, env);
    env.execute(NAME);
  }

  /** Starts the job and comes back. */
  public static JobClient start(OeeSettings settings, StreamExecutionEnvironment env)
      throws Exception {
    assemble(settings, env);
    return env.executeAsync(NAME);
  }

  /** All topics it reads facts and tables from. */
  public static List<Topic<?>> inputs() {
    List<Topic<?>> topics = new ArrayList<>();
    for (FactTopic fact : FactTopic.values()) {
      topics.add(fact.topic());
    }
    for (TableTopic table : TableTopic.values()) {
      topics.add(table.topic());
    }
    return topics;
  }

  static void assemble(OeeSettings settings, StreamExecutionEnvironment env) {
    JobDefaults.apply(env);
    KafkaInputs kafka = new KafkaInputs(settings, env);
    OeePipeline.Outputs outputs =
        OeePipeline.pipeline(
            new OeePipeline.Inputs(kafka.facts(), kafka.tables()),
            settings.clock(),
            settings.horizon().toMillis(),
            settings.settle().toMillis());
    new Results(settings).attach(outputs, kafka.deadLetters());
  }
}
