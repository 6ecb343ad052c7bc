package io.foreflow.job;

import io.foreflow.job.config.InvalidConfigurationException;
import io.foreflow.job.config.JobOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job as {@code flink run} starts it, and as another program puts it on its own Flink. */
public final class ForecastJob {
  private static final int NOT_STARTED = 1;
  private static final int INVALID_CONFIGURATION = 2;

  private ForecastJob() {}

  /**
   * {@code --config pipeline.yaml -Dkey=value ...}: a file, overrides, or both, and the
   * environment. Where they can't be run, every problem goes to standard error, and the process
   * exits with 2, or with 1 where the brokers or the schema registry can't be asked. Where the
   * process is a JobManager that was handed the jar, and has other jobs too, this throws in place
   * of it.
   */
  public static void main(String[] args) throws Exception {
    PipelineConfig config;
    try {
      config = Arguments.parse(System.getenv(), args);
      check(config);
    } catch (InvalidConfigurationException e) {
      System.err.println(e.getMessage());
      System.err.println();
      System.err.print(Arguments.USAGE);
      if (!isOwnProcess()) {
        throw e;
      }
      System.exit(INVALID_CONFIGURATION);
      return;
    } catch (StartFailedException e) {
      System.err.println(e.getMessage());
      if (!isOwnProcess()) {
        throw e;
      }
      System.exit(NOT_STARTED);
      return;
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, config);
    env.execute(config.get(JobOptions.NAME));
  }

  /** {@code flink run} calls main by its main thread; a JobManager by a thread of its pools. */
  private static boolean isOwnProcess() {
    return Thread.currentThread().getName().equals("main");
  }

  /**
   * Asks the brokers and the schema registry whether the pipeline can run there, unless {@code
   * start-check} is off.
   *
   * @throws InvalidConfigurationException if it can't, with everything that has to be changed
   * @throws StartFailedException if they can't be asked
   */
  public static void check(PipelineConfig config)
      throws InvalidConfigurationException, StartFailedException {
    new StartCheck(config).run();
  }

  /** Puts the pipeline on {@code env}, with all that it asks of Flink. Does not start it. */
  public static void define(StreamExecutionEnvironment env, PipelineConfig config) {
    env.configure(config.flinkConfiguration());
    new Topology(config).define(env);
  }
}
