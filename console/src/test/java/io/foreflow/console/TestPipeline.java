package io.foreflow.console;

import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** The topics of a pipeline on a real broker, and consoles that show them. */
final class TestPipeline implements AutoCloseable {

  private final LocalBroker broker;
  private final PipelineTopics topics;
  private final ConsoleFixture fixture;
  private final PageRecords records;
  private final Deque<Console> consoles = new ArrayDeque<>();

  private TestPipeline(LocalBroker broker, String prefix) {
    this.broker = broker;
    this.topics = ConsoleFixture.topics(prefix);
    this.fixture = new ConsoleFixture(broker.bootstrapServers());
    this.records = new PageRecords(fixture, prefix);
  }

  /** Starts a broker with empty topics, whose names begin with a prefix. */
  static TestPipeline start(String prefix) {
    TestPipeline pipeline = new TestPipeline(LocalBroker.start(), prefix);
    ConsoleFixture.create(pipeline.broker, pipeline.topics);
    return pipeline;
  }

  ConsoleFixture fixture() {
    return fixture;
  }

  PageRecords records() {
    return records;
  }

  Console startConsole() throws IOException {
    return startConsole(new MemoryLimits(1000, 500, 50, 64 << 20));
  }

  /** Starts a console that is closed with the broker. */
  Console startConsole(MemoryLimits limits) throws IOException {
    Console console =
        Console.start(
            ConsoleFixture.settings(
                broker.bootstrapServers(),
                topics,
                limits,
                new ServerSettings("127.0.0.1", 0, Optional.empty(), Set.of())));
    consoles.push(console);
    return console;
  }

  @Override
  public void close() {
    consoles.forEach(Console::close);
    fixture.close();
    broker.close();
  }
}
