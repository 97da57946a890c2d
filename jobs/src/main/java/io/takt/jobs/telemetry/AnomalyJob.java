package io.takt.jobs.telemetry;

import io.takt.jobs.oee.JobDefaults;
import io.takt.jobs.oee.OeeSettings;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The anomaly job on real parts. */
public final class AnomalyJob {

  /** The job's name. */
  public static final String NAME = "anomaly";

  /** Consumer group of all {@link #inputs()}; offsets are committed with each checkpoint. */
  public static final String GROUP = "takt-anomaly";

  private AnomalyJob() {}

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

  /** All topics it reads. */
  public static List<Topic<?>> inputs() {
    return List.of(
        TopicCatalogue.TELEMETRY,
        TopicCatalogue.MACHINE_STATES,
        TopicCatalogue.OPERATOR_EVENTS,
        TopicCatalogue.SIGNALS,
        TopicCatalogue.ASSETS,
        TopicCatalogue.WORK_ORDERS,
        TopicCatalogue.SHIFT_CALENDARS);
  }

  static void assemble(OeeSettings settings, StreamExecutionEnvironment env) {
    JobDefaults.apply(env);
    AnomalyInputs kafka = new AnomalyInputs(settings, env);
    new AnomalyResults(settings)
        .attach(
            AnomalyPipeline.pipeline(
                new AnomalyPipeline.Inputs(
                    kafka.telemetry(), kafka.signals(), kafka.facts(), kafka.tables()),
                settings.horizon().toMillis()));
  }
}
