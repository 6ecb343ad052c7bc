package io.foreflow.cli.flink;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.checkpoint.DamagedCheckpointException;
import io.foreflow.job.checkpoint.SavedCheckpoint;
import io.foreflow.job.config.PipelineConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink runtime in this process that runs the job of one pipeline, with Flink's web page. Closing
 * it cancels the job and waits until the runtime is down and its ports are free.
 */
public final class LocalFlink implements AutoCloseable {

  /** The default ports for Flink's web page, of which the first free one is taken. */
  public static final String DEFAULT_PORTS = "8081-8181";

  private static final String LOOPBACK = "localhost";

  /**
   * The value of a header that allows no other site to read answers. Flink's default allows all.
   */
  private static final String NO_ORIGIN = "none";

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final PipelineConfig config;
  private final Configuration settings;
  private final URI webPage;
  private final Deque<JobID> jobs = new ArrayDeque<>();
  private volatile JobID job;
  private volatile CompletableFuture<JobResult> result;

  private LocalFlink(
      MiniCluster cluster, PipelineConfig config, Configuration settings, URI webPage)
      throws Exception {
    this.cluster = cluster;
    this.config = config;
    this.settings = settings;
    this.webPage = webPage;
    this.job = submit(SavepointRestoreSettings.none());
    this.result = cluster.requestJobResult(job);
  }

  private JobID submit(SavepointRestoreSettings from) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    ForecastJob.define(environment, config);
    StreamGraph graph = environment.getStreamGraph();
    graph.setSavepointRestoreSettings(from);
    JobID submitted = cluster.submitJob(graph).get().getJobID();
    jobs.addFirst(submitted);
    return submitted;
  }

  /**
   * Starts the runtime and submits the job.
   *
   * @param webPorts where the web page may be, as a range: the first free port is taken
   * @param folder for Flink's temporary files
   */
  public static LocalFlink start(
      PipelineConfig config, int parallelism, String webPorts, java.nio.file.Path folder)
      throws Exception {
    Configuration settings = settings(config, parallelism, webPorts, folder);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    try {
      cluster.start();
      return new LocalFlink(cluster, config, settings, cluster.getRestAddress().get());
    } catch (Exception e) {
      cluster.close();
      throw WebPorts.areTaken(e) ? WebPorts.failure(webPorts, e) : e;
    }
  }

  private static Configuration settings(
      PipelineConfig config, int parallelism, String webPorts, java.nio.file.Path folder) {
    Configuration settings = new Configuration();
    closeToTheNetwork(settings);
    settings.set(RestOptions.BIND_PORT, webPorts);
    settings.set(CoreOptions.TMP_DIRS, folder.toString());
    settings.set(WebOptions.TMP_DIR, folder.toString());
    settings.set(WebOptions.UPLOAD_DIR, folder.toString());
    settings.set(JobManagerOptions.RETRIEVE_TASK_MANAGER_HOSTNAME, false);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.addAll(config.flinkConfiguration());
    return settings;
  }

  /** Closes the runtime to other machines, and to pages of other sites in a browser on this one. */
  private static void closeToTheNetwork(Configuration settings) {
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, NO_ORIGIN);
  }

  /** The address of Flink's web page. */
  public URI webPage() {
    return webPage;
  }

  /** The status of the job. */
  public JobStatus status() throws InterruptedException {
    try {
      return cluster.getJobStatus(job).get();
    } catch (ExecutionException e) {
      LOG.warn("No status of job {}", job, e);
      return result.isDone() ? JobStatus.FAILED : JobStatus.RECONCILING;
    }
  }

  /** Why the job restarted the last time; empty if it never did. */
  public Optional<JobFailure> lastRestart() throws InterruptedException {
    try {
      ErrorInfo failure = cluster.getExecutionGraph(job).get().getFailureInfo();
      return failure == null
          ? Optional.empty()
          : Optional.of(
              new JobFailure(
                  Instant.ofEpochMilli(failure.getTimestamp()),
                  RootCause.of(
                      failure.getException().deserializeError(LocalFlink.class.getClassLoader()))));
    } catch (ExecutionException e) {
      LOG.debug("No failures of job {}", job, e);
      return Optional.empty();
    }
  }

  /** Waits until every task of the job runs, or the job has ended. */
  public void awaitRunning(Duration patience) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (status() != JobStatus.RUNNING && !result.isDone()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the job is " + status() + " after " + patience);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Whether the job has ended, with or without a failure. */
  public boolean ended() {
    return result.isDone();
  }

  /** Why the job failed; empty while it runs, or if it ended well. */
  public Optional<Throwable> failure() {
    if (!result.isDone()) {
      return Optional.empty();
    }
    try {
      return result
          .join()
          .getSerializedThrowable()
          .map(thrown -> thrown.deserializeError(LocalFlink.class.getClassLoader()));
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /**
   * Starts a job that failed on a damaged checkpoint again, from the newest checkpoint that is
   * intact.
   *
   * @return that checkpoint; empty where the job failed for something else, or no other is left
   */
  public Optional<SavedCheckpoint> goBack() throws Exception {
    Optional<SavedCheckpoint> intact =
        failure().flatMap(DamagedCheckpointException::in).isPresent()
            ? newestIntact()
            : Optional.empty();
    if (intact.isPresent()) {
      job = submit(SavepointRestoreSettings.forPath(intact.get().folder().toString(), false));
      result = cluster.requestJobResult(job);
    }
    return intact;
  }

  private Optional<SavedCheckpoint> newestIntact() throws IOException {
    String folder = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (folder == null) {
      return Optional.empty();
    }
    for (JobID each : jobs) {
      for (SavedCheckpoint checkpoint : SavedCheckpoint.of(new Path(folder, each.toString()))) {
        try {
          checkpoint.check();
          return Optional.of(checkpoint);
        } catch (DamagedCheckpointException e) {
          LOG.warn("Checkpoint {} can't be restored", checkpoint, e);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      if (!result.isDone()) {
        cluster.cancelJob(job).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        result.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job did not end in good order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      cluster.closeAsync().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink did not end in good order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
