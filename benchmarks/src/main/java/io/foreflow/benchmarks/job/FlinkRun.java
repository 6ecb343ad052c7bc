package io.foreflow.benchmarks.job;

import io.foreflow.flink.FlinkRest;
import io.foreflow.flink.JavaProcess;
import java.util.Set;

/** A job on a TaskManager. The TaskManager stays when the job ends. */
final class FlinkRun implements Run {
  private static final Set<String> WORKING =
      Set.of("INITIALIZING", "CREATED", "RUNNING", "RECONCILING");

  private final FlinkRest rest;
  private final JavaProcess taskManager;
  private final String job;

  FlinkRun(FlinkRest rest, JavaProcess taskManager, String job) {
    this.rest = rest;
    this.taskManager = taskManager;
    this.job = job;
  }

  @Override
  public JavaProcess worker() {
    return taskManager;
  }

  @Override
  public void requireRunning() throws Exception {
    taskManager.requireAlive();
    String state = rest.state(job);
    if (!WORKING.contains(state)) {
      throw new IllegalStateException("the job is " + state + ": " + rest.failure(job));
    }
  }

  @Override
  public void close() throws Exception {
    rest.cancel(job, taskManager);
  }
}
