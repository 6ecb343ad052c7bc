package io.foreflow.cli.demo;

import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Terminal;
import java.time.Duration;

/** Messages about the stages of a demo: what begins, how long it takes, and its outcome. */
final class StageMessages {

  private final Terminal terminal;
  private long began;

  StageMessages(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void begin(String what, String about) {
    began = System.nanoTime();
    say(
        terminal.palette().paint(Ink.STRONG, what)
            + terminal.palette().paint(Ink.FAINT, " (" + about + ")"));
  }

  void done(String outcome) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    say("  " + outcome + terminal.palette().paint(Ink.FAINT, ", " + Numbers.seconds(took)));
  }

  void say(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
