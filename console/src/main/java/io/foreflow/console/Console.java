package io.foreflow.console;

import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.api.ConsoleApi;
import io.foreflow.console.api.Decisions;
import io.foreflow.console.api.OverviewAnswer;
import io.foreflow.console.api.PipelineView;
import io.foreflow.console.intake.Intake;
import io.foreflow.console.mcp.McpServer;
import io.foreflow.console.mcp.StdioMessages;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.server.ConsoleServer;
import io.foreflow.console.server.Endpoint;
import io.foreflow.console.server.PostEndpoint;
import io.foreflow.console.stream.Streams;
import io.foreflow.console.waves.WaveWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** A console that runs: it reads topics and answers requests until it is closed. */
public final class Console implements AutoCloseable {

  private final String host;
  private final ConsoleServer server;
  private final Intake intake;
  private final WaveWatch waves;
  private final Streams streams;
  private final McpServer mcp;

  private Console(
      String host,
      ConsoleServer server,
      Intake intake,
      WaveWatch waves,
      Streams streams,
      McpServer mcp) {
    this.host = host;
    this.server = server;
    this.intake = intake;
    this.waves = waves;
    this.streams = streams;
    this.mcp = mcp;
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
    WaveWatch waves = new WaveWatch();
    settings.flink().ifPresent(waves::watch);
    PipelineView view =
        new PipelineView(
            settings.connection().bootstrapServers(),
            settings.release(),
            memory,
            intake,
            waves,
            clock);
    SeriesAgain again =
        new SeriesAgain(
            settings.connection(),
            settings.topics(),
            memory,
            () -> intake.broker().answer().reachable(),
            clock.millis() - settings.since().toMillis());
    ConsoleApi api = new ConsoleApi(view, again, new Decisions(settings.store()));
    List<Endpoint> endpoints = api.endpoints();
    McpServer mcp = new McpServer(endpoints, settings.release());
    List<PostEndpoint> posts =
        settings.mcp() ? List.of(new PostEndpoint("/mcp", mcp::answer)) : List.of();
    ConsoleServer server = ConsoleServer.start(settings.server(), endpoints, posts, streams);
    intake.start();
    waves.start();
    streams.start(new OverviewAnswer(view)::json);
    return new Console(host(settings.server().bind()), server, intake, waves, streams, mcp);
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

  /** Shows waves of the Flink whose web page is at this address. Until now it may have run none. */
  public void watchFlink(URI address) {
    waves.watch(address);
  }

  /** Answers messages of the Model Context Protocol, one on each line, until the input ends. */
  public void serve(InputStream in, OutputStream out) throws IOException {
    StdioMessages.serve(mcp, in, out);
  }

  @Override
  public void close() {
    streams.close();
    waves.close();
    server.close();
    try {
      intake.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
