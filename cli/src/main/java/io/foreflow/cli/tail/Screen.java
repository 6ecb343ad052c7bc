package io.foreflow.cli.tail;

import io.foreflow.cli.process.ResizeSignal;
import io.foreflow.cli.view.LiveArea;
import io.foreflow.cli.view.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The screen of a terminal, which changes four times a second at most. */
final class Screen {

  private static final long FRAME_NANOS = Duration.ofMillis(250).toNanos();

  private final Terminal terminal;
  private final ResizeSignal resize;
  private final LiveArea area;
  private Terminal.Size size;
  private long drawn = System.nanoTime() - FRAME_NANOS;

  Screen(Terminal terminal, ResizeSignal resize) {
    this.terminal = terminal;
    this.resize = resize;
    this.area = new LiveArea(terminal);
    this.size = terminal.size();
  }

  /** Draws the lines for a size, unless it is too early. */
  void draw(Function<Terminal.Size, List<String>> frame) {
    if (System.nanoTime() - drawn >= FRAME_NANOS) {
      drawn = System.nanoTime();
      if (resize.take()) {
        size = terminal.size();
        area.resized();
      }
      area.draw(frame.apply(size), size.rows());
    }
  }

  /** Draws the last lines, and leaves them. */
  void close(Function<Terminal.Size, List<String>> frame) {
    area.draw(frame.apply(size), size.rows());
    area.close();
  }
}
