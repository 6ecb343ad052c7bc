package io.foreflow.cli.demo;

import io.foreflow.cli.demo.ModelChange.Takeover;
import io.foreflow.cli.view.Numbers;
import java.time.Duration;

/** What the demo says of the model that takes over from a seed model. */
final class TakeoverText {

  private TakeoverText() {}

  /**
   * The line on the screen from the announcement on.
   *
   * @param late whether the stream waits for the trained model no longer
   */
  static String line(ModelChange change, boolean late) {
    Takeover takeover = change.takeover();
    if (!takeover.isComplete()) {
      return "model %s; your own, announced at %s, forecasts %d of %d series%s"
          .formatted(
              change.seed(),
              time(takeover.announced()),
              takeover.series(),
              takeover.of(),
              late ? ": late; the demo goes on, and says when it forecasts all" : "");
    }
    // The most important part comes first, because a narrow terminal cuts the rest.
    return "model your own: error %s, %s had %s%s; from %s on"
        .formatted(
            Numbers.decimal(change.after().mase(), 3),
            change.seed(),
            Numbers.decimal(change.before().mase(), 3),
            gain(change),
            time(takeover.complete()));
  }

  /** The sentences at the end of the demo. */
  static String summary(ModelChange change) {
    Takeover takeover = change.takeover();
    String own =
        takeover.isComplete()
            ? "took over after %s s".formatted(Numbers.decimal(takeover.complete(), 1))
            : "was announced after %s s, and at the end it forecasts %d of %d series"
                .formatted(
                    Numbers.decimal(takeover.announced(), 1), takeover.series(), takeover.of());
    return "%s: error %s. Your own model %s%s."
        .formatted(change.seed(), Numbers.decimal(change.before().mase(), 3), own, error(change));
  }

  /** The error of the trained model, of what it forecast. */
  private static String error(ModelChange change) {
    if (change.after().scored() == 0) {
      return "; no reading has met its forecasts yet";
    }
    return "%s error %s%s"
        .formatted(
            change.takeover().isComplete() ? ":" : "; its forecasts have the",
            Numbers.decimal(change.after().mase(), 3),
            gain(change));
  }

  /** The gain in words; nothing before both models have scores. */
  private static String gain(ModelChange change) {
    double percent = 100 * change.gain();
    return Double.isFinite(percent)
        ? "; %s %% %s, relative to naive"
            .formatted(Numbers.decimal(Math.abs(percent), 1), percent >= 0 ? "less" : "more")
        : "";
  }

  /**
   * The problem of a takeover that is not complete at the end.
   *
   * @param end when the demo ended
   */
  static String problem(ModelChange change, double end) {
    Takeover takeover = change.takeover();
    return "your own model was announced after %s, and after %s it forecasts %d of %d series"
        .formatted(time(takeover.announced()), time(end), takeover.series(), takeover.of());
  }

  private static String time(double seconds) {
    return Numbers.seconds(Duration.ofSeconds((long) seconds));
  }
}
