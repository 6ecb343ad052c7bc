package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
  private final StringWriter out = new StringWriter();
  private final LiveArea area =
      new LiveArea(new Terminal(new PrintWriter(out), true, Palette.NONE));

  @Test
  void linesAreDrawnOverTheLastOnes() {
    area.draw(List.of("a", "b"), 10);
    out.getBuffer().setLength(0);
    area.draw(List.of("c"), 10);

    assertThat(out.toString()).isEqualTo("\u001b[?7l\u001b[2A\rc\u001b[K\n\u001b[J\u001b[?7h");
  }

  @Test
  void leavesOutWhatTheTerminalCannotShow() {
    area.draw(List.of("a", "b", "c"), 3);

    assertThat(out.toString()).contains("\ra\u001b[K\n\rb\u001b[K\n").doesNotContain("c\u001b[K");
  }

  @Test
  void anotherSizeClearsTheScreenOnce() {
    area.draw(List.of("a"), 10);
    area.resized();
    out.getBuffer().setLength(0);
    area.draw(List.of("b"), 20);
    assertThat(out.toString()).startsWith("\u001b[?7l\u001b[H\u001b[2J\rb");

    out.getBuffer().setLength(0);
    area.draw(List.of("c"), 20);
    assertThat(out.toString()).startsWith("\u001b[?7l\u001b[1A\rc");
  }

  @Test
  void closingClearsOnlyWhatIsBelow() {
    area.draw(List.of("a"), 10);
    out.getBuffer().setLength(0);
    area.close();

    assertThat(out.toString()).isEqualTo("\r\u001b[J");
  }
}
