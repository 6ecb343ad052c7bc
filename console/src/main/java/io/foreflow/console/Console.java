package io.foreflow.console;

import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.api.ConsoleApi;
import io.foreflow.console.api.Decisions;
import io.foreflow.console.api.OverviewAnswer;
import io.foreflow.console.api.PipelineView;
import io.foreflow.console.intake.Intake;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.server.ConsoleServer;
import io.foreflow.console.stream.Streams;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** A console that runs: it reads topics and answers requests until it is closed. */
public final class Console implements AutoCloseable {

  private final String host;
  private final ConsoleServer server;
  private final Intake intake;
  private final Streams streams;

  private Console(String host, ConsoleServer server, Intake intake, Streams streams) {
    this.host = host;
    this.server = server;
    this.intake = intake;
    this.streams = streams;
  }

  /**
   * Starts a console. It needs no broker: it waits for one and shows that it waits.
   *
   * @throws java.net.BindException if the port is taken
   */
  public static Console start(ConsoleSettings settings) throws IOException {
    InstantSource clock = InstantSource.system();
    PipelineMemory memory = new PipelineMemory(settings.limits(), clock);
    Streams streams = new Streams();
    Intake intake =
        new Intake(
            settings.connection(), settings.topics(), memory, streams, clock, settings.since());
    PipelineView view =
        new PipelineView(
            settings.connection().bootstrapServers(), settings.release(), memory, intake, clock);
    SeriesAgain again =
        new SeriesAgain(
            settings.connection(),
            settings.topics(),
            memory,
            () -> intake.broker().answer().reachable());
    ConsoleApi api = new ConsoleApi(view, again, new Decisions(settings.store()));
    ConsoleServer server =
        ConsoleServer.start(settings.server(), api.endpoints(), List.of(), streams);
    intake.start();
    streams.start(new OverviewAnswer(view)::json);
    return new Console(host(settings.server().bind()), server, intake, streams);
  }

  private static String host(String bind) {
    if (bind.equals("0.0.0.0") || bind.equals("::") || bind.equals("127.0.0.1")) {
      return "localhost";
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  /** The address of the page. */
  public String address() {
    return "http://" + host + ":" + server.port();
  }

  /** The port that it listens at. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    streams.close();
    server.close();
    try {
      intake.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
