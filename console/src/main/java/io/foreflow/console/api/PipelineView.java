package io.foreflow.console.api;

import io.foreflow.console.health.HealthLine;
import io.foreflow.console.health.HealthRules;
import io.foreflow.console.intake.BrokerState;
import io.foreflow.console.intake.Intake;
import io.foreflow.console.intake.TopicStatus;
import io.foreflow.console.memory.PipelineFigures;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.waves.WaveFigures;
import io.foreflow.console.waves.WaveWatch;
import java.time.InstantSource;
import java.util.List;

/** What the API shows of the pipeline as a whole. */
public final class PipelineView {

  private final String bootstrapServers;
  private final String release;
  private final PipelineMemory memory;
  private final Intake intake;
  private final WaveWatch waves;
  private final InstantSource clock;

  /**
   * @param release version of Foreflow
   */
  public PipelineView(
      String bootstrapServers,
      String release,
      PipelineMemory memory,
      Intake intake,
      WaveWatch waves,
      InstantSource clock) {
    this.bootstrapServers = bootstrapServers;
    this.release = release;
    this.memory = memory;
    this.intake = intake;
    this.waves = waves;
    this.clock = clock;
  }

  /** Everything at one moment. */
  record Moment(
      long now,
      BrokerState.Answer broker,
      List<TopicStatus> topics,
      PipelineFigures figures,
      WaveFigures waves,
      List<HealthLine> health) {}

  Moment now() {
    BrokerState.Answer broker = intake.broker().answer();
    List<TopicStatus> topics = intake.topics();
    PipelineFigures figures = memory.figures();
    return new Moment(
        clock.millis(),
        broker,
        topics,
        figures,
        waves.figures(),
        HealthRules.judge(figures, topics, broker.reachable()));
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** The version of Foreflow. */
  public String release() {
    return release;
  }

  PipelineMemory memory() {
    return memory;
  }
}
