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
        new ProgressBar(
            new Terminal(new PrintWriter(out), true, Palette.NONE),
            () -> new Terminal.Size(80, 24),
            "training");
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
  void fitsIntoTheTerminal() {
    String note = "network 2 of 3, step 1100 of 2400, 12 min left, loss 0.123, validation 0.456";
    for (int columns : new int[] {20, 40, 80, 100, 200}) {
      out.getBuffer().setLength(0);
      new ProgressBar(
              new Terminal(new PrintWriter(out), true, Palette.NONE),
              () -> new Terminal.Size(columns, 24),
              "training")
          .show(0.5, note);

      String line = out.toString().replace("\r", "").replace("\u001b[K", "");
      assertThat(line).hasSizeLessThan(Math.max(columns, 22)).startsWith("  training");
      assertThat(line.contains(note)).isEqualTo(columns > 100);
    }
  }

  @Test
  void withoutATerminalPrintsALinePerTenth() {
    ProgressBar bar = new ProgressBar(Terminal.plain(new PrintWriter(out)), "training");
    for (int percent = 0; percent <= 100; percent++) {
      bar.show(percent / 100.0, "");
    }
    bar.close();

    assertThat(out.toString().lines()).hasSize(11).first().isEqualTo("  training   0 %  ");
  }
}
