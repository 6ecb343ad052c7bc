package io.foreflow.job.savepoint;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A Flink in this process, on which jobs are stopped with savepoints and started from them. */
public final class StoppableFlink implements AutoCloseable {
  private static final int SLOTS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final MiniCluster flink;

  private StoppableFlink(MiniCluster flink) {
    this.flink = flink;
  }

  static StoppableFlink start() throws Exception {
    return start(new Configuration());
  }

  /** Starts a Flink with settings of its own. */
  public static StoppableFlink start(Configuration settings) throws Exception {
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings.set(RestOptions.BIND_PORT, "0"))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    flink.start();
    return new StoppableFlink(flink);
  }

  /** Submits the pipeline, from a savepoint if there is one. */
  public JobID submit(Map<String, String> settings, @Nullable String savepoint) throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    ForecastJob.define(env, PipelineConfig.of(settings));
    JobGraph job = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    flink.submitJob(job).get();
    return job.getJobID();
  }

  /** Stops the job and returns where the savepoint is. */
  public String stop(JobID job, Path folder) throws Exception {
    String savepoint =
        flink
            .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get();
    flink.requestJobResult(job).get();
    return savepoint;
  }

  /** Takes a savepoint while the job goes on, and returns where it is. */
  public String savepoint(JobID job, Path folder) throws Exception {
    return flink
        .triggerSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Takes a checkpoint as soon as all tasks run, and returns when it is complete. */
  public void checkpoint(JobID job) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        flink.triggerCheckpoint(job, CheckpointType.FULL).get();
        return;
      } catch (ExecutionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  /** Waits until the job has ended by itself, and returns how. */
  public JobResult end(JobID job) throws Exception {
    return flink.requestJobResult(job).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cancels the job and waits until it is gone. */
  public void cancel(JobID job) throws Exception {
    flink.cancelJob(job).get();
    flink.requestJobResult(job).get();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
