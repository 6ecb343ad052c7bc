package io.foreflow.console.intake;

import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.topic.KafkaConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads all topics of a pipeline into memory. */
public final class Intake implements AutoCloseable {

  /** Records of a topic that are read at the start, so that it doesn't take minutes. */
  private static final long MOST_AT_START = 1_000_000;

  /** Fewer are read in a moment, and tell of more series than are kept. */
  private static final long LEAST_AT_START = 100_000;

  /** Events and announcements are few, and the state of a model may come from an old one. */
  private static final long MOST_EVENTS = 10_000;

  private static final long PATIENCE_MILLIS = 2000;

  private final PipelineTopics topics;
  private final List<TopicIntake> intakes = new ArrayList<>();
  private final BrokerState broker;

  public Intake(
      KafkaConnection connection,
      PipelineTopics topics,
      PipelineMemory memory,
      IntakeListener listener,
      InstantSource clock,
      Duration since) {
    this.topics = topics;
    RecordTakers takers = new RecordTakers(topics, memory, listener);
    long oldest = clock.millis() - since.toMillis();
    for (TopicRole role : TopicRole.values()) {
      boolean few = role == TopicRole.EVENTS || role == TopicRole.MODELS;
      for (String name : topics.of(role)) {
        intakes.add(
            new TopicIntake(
                role,
                name,
                connection,
                takers.of(role),
                clock,
                few ? 0 : oldest,
                most(role, memory.limits())));
      }
    }
    this.broker = new BrokerState(connection, clock);
  }

  /** More than fits into memory is not read. */
  private static long most(TopicRole role, MemoryLimits limits) {
    return switch (role) {
      case READINGS -> within((long) limits.series() * limits.readings());
      case FORECASTS, SHADOW_FORECASTS -> within((long) limits.series() * limits.cutoffs());
      case EVENTS, MODELS -> MOST_EVENTS;
      default -> MOST_AT_START;
    };
  }

  private static long within(long records) {
    return Math.max(LEAST_AT_START, Math.min(MOST_AT_START, records));
  }

  public void start() {
    intakes.forEach(TopicIntake::start);
    broker.start();
  }

  public BrokerState broker() {
    return broker;
  }

  /** How far each topic is, in the order of their roles. */
  public List<TopicStatus> topics() {
    List<TopicStatus> all = new ArrayList<>();
    for (TopicRole role : TopicRole.values()) {
      if (topics.of(role).isEmpty()) {
        all.add(new TopicStatus(role, null, TopicStatus.State.OFF, 0, 0, 0, null));
      }
      intakes.stream()
          .map(TopicIntake::status)
          .filter(each -> each.role() == role)
          .forEach(all::add);
    }
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    broker.close();
    intakes.forEach(TopicIntake::close);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (TopicIntake intake : intakes) {
      intake.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
  }
}
