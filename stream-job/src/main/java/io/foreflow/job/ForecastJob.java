package io.foreflow.job;

import io.foreflow.job.checkpoint.ChecksumSettings;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.start.Arguments;
import io.foreflow.job.start.ModelCheck;
import io.foreflow.job.start.StartCheck;
import io.foreflow.job.start.StartFailedException;
import io.foreflow.job.topology.Topology;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problem;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main class of the job, and the entry for programs that run the job on their own Flink. */
public final class ForecastJob {
  private static final int NOT_STARTED = 1;
  private static final int INVALID_CONFIGURATION = 2;

  private ForecastJob() {}

  /**
   * Runs the pipeline of {@code --config pipeline.yaml -Dkey=value ...}: a file, overrides, or
   * both, and the environment. If it can't be run, every problem goes to standard error, and the
   * process exits with 2, or with 1 if the brokers or the schema registry can't be asked. A
   * JobManager that was given the jar may have other jobs too: there this throws, and the process
   * goes on.
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
    // The TaskManagers open the models: a file that is missing here may be there.
    new ModelCheck(config)
        .look()
        .forEach(
            problem ->
                System.err.println(
                    "Warning: %s. If the TaskManagers have no such file either, the job will restart for ever."
                        .formatted(problem)));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, config);
    env.execute(config.get(JobOptions.NAME));
  }

  /**
   * Whether this process runs nothing else. {@code flink run} calls main in its main thread, a
   * JobManager calls it in a thread of a pool.
   */
  private static boolean isOwnProcess() {
    return Thread.currentThread().getName().equals("main");
  }

  /**
   * Asks the brokers and the schema registry whether the pipeline can run there, unless {@code
   * start-check} is off.
   *
   * @throws InvalidConfigurationException if it can't run there, with everything that has to be
   *     changed
   * @throws StartFailedException if they can't be asked
   */
  public static void check(PipelineConfig config)
      throws InvalidConfigurationException, StartFailedException {
    new StartCheck(config).run();
  }

  /**
   * Opens and verifies the models that the pipeline begins with, for a job whose tasks run on this
   * machine.
   *
   * @throws InvalidConfigurationException if a model can't be used, with all that can't
   */
  public static void checkModels(PipelineConfig config)
      throws InvalidConfigurationException, InterruptedException {
    List<Problem> problems = new ModelCheck(config).open();
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
  }

  /** The topics that the pipeline reads and writes, the one with announcements among them. */
  public static List<String> topics(PipelineConfig config) {
    return List.copyOf(new StartCheck(config).topics().keySet());
  }

  /** Defines the pipeline and its settings of Flink in {@code env}. Does not start it. */
  public static void define(StreamExecutionEnvironment env, PipelineConfig config) {
    env.configure(config.flinkConfiguration());
    env.configure(
        ChecksumSettings.settings(
            env.getConfiguration(), config.get(StateOptions.CHECKPOINT_CHECKSUMS)));
    new Topology(config).define(env);
  }
}
