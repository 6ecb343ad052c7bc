package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter out = new StringWriter();

  @Test
  void drawsOverItsLineOnATerminal() {
    ProgressBar bar =
        new ProgressBar(new Terminal(new PrintWriter(out), true, Palette.NONE), "training");
    bar.show(0.5, "epoch 2 of 4");
    bar.close();

    assertThat(out.toString())
        .isEqualTo(
            "\r  training "
                + "█".repeat(15)
                + "░".repeat(15)
                + "  50 %  epoch 2 of 4\u001b[K\r\u001b[K");
  }

  @Test
  void saysALineForEachTenthElsewhere() {
    ProgressBar bar = new ProgressBar(Terminal.plain(new PrintWriter(out)), "training");
    for (int percent = 0; percent <= 100; percent++) {
      bar.show(percent / 100.0, "");
    }
    bar.close();

    assertThat(out.toString().lines()).hasSize(11).first().isEqualTo("  training   0 %  ");
  }
}
