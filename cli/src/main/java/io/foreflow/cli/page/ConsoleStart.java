package io.foreflow.cli.page;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.Version;
import io.foreflow.console.Console;
import io.foreflow.console.ConsoleSettings;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import io.foreflow.topic.KafkaConnection;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.Set;

/** Starts consoles, and says what is wrong where that is not possible. */
public final class ConsoleStart {

  /** The port of a console if nothing else is asked for. */
  public static final int USUAL_PORT = 8090;

  private static final int TRIED_PORTS = 100;

  /** A demo keeps little: it shares its memory with a broker, a training and a job. */
  private static final MemoryLimits SMALL = new MemoryLimits(1000, 500, 48, 128L << 20);

  private ConsoleStart() {}

  /** The version of Foreflow. */
  public static String release() throws IOException {
    return new Version().getVersion()[0].replace("foreflow ", "");
  }

  /** Starts a console. */
  public static Console start(ConsoleSettings settings) {
    try {
      return Console.start(settings);
    } catch (BindException e) {
      throw CommandFailure.failed(
          ("--port: nothing can listen at port %d of %s (%s). Another console may: end it, or choose"
                  + " another port with --port, or a free one with --port 0")
              .formatted(settings.server().port(), settings.server().bind(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "--bind: nothing can listen at %s: %s"
              .formatted(settings.server().bind(), e.getMessage()),
          e);
    }
  }

  /** Starts a console beside a job in this process, small, at the first free port from 8090. */
  public static Console besideJob(KafkaConnection connection, PipelineTopics topics)
      throws IOException {
    for (int port = USUAL_PORT; port < USUAL_PORT + TRIED_PORTS; port++) {
      try {
        return Console.start(beside(connection, topics, port));
      } catch (BindException e) {
        // The next one.
      }
    }
    return Console.start(beside(connection, topics, 0));
  }

  private static ConsoleSettings beside(KafkaConnection connection, PipelineTopics topics, int port)
      throws IOException {
    return new ConsoleSettings(
        connection,
        topics,
        ConsoleSettings.USUAL_SINCE,
        SMALL,
        new ServerSettings("127.0.0.1", port, Optional.empty(), Set.of()),
        Optional.empty(),
        Optional.empty(),
        false,
        release());
  }
}
