package io.foreflow.console.waves;

import io.foreflow.console.waves.WaveFigures.State;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Asks a Flink every few seconds how its waves are. The job notices nothing of it. */
public final class WaveWatch implements AutoCloseable {

  /** Flink itself gathers metrics every ten seconds. */
  private static final long PAUSE_MILLIS = 5000;

  private final Thread thread = new Thread(this::run, "console-waves");
  private volatile @Nullable FlinkRest flink;
  private volatile WaveFigures figures = WaveFigures.without(State.OFF, null);

  /** A watch that asks nobody until it is told whom. */
  public WaveWatch() {
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Asks the Flink whose web page is at this address from now on. */
  public void watch(URI address) {
    FlinkRest rest = new FlinkRest(address);
    figures = WaveFigures.without(State.AWAY, rest.address());
    flink = rest;
  }

  /** What Flink said last. */
  public WaveFigures figures() {
    return figures;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        FlinkRest asked = flink;
        if (asked != null) {
          WaveFigures answer = ask(asked);
          if (asked == flink) {
            figures = answer;
          }
        }
        Thread.sleep(asked == null ? PAUSE_MILLIS / 10 : PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static WaveFigures ask(FlinkRest rest) throws InterruptedException {
    try {
      return new WaveMetrics(rest).read();
    } catch (IOException e) {
      return WaveFigures.without(State.AWAY, rest.address());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
