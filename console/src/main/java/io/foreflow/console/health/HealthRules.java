package io.foreflow.console.health;

import io.foreflow.console.health.HealthLine.State;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.intake.TopicStatus;
import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.memory.PipelineFigures;
import io.foreflow.console.memory.VersionScore;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of the alerts, by what the topics show. */
public final class HealthRules {

  private final PipelineFigures figures;
  private final List<TopicStatus> topics;
  private final boolean brokerAnswers;

  private HealthRules(PipelineFigures figures, List<TopicStatus> topics, boolean brokerAnswers) {
    this.figures = figures;
    this.topics = topics;
    this.brokerAnswers = brokerAnswers;
  }

  /** The outcome of each rule. */
  public static List<HealthLine> judge(
      PipelineFigures figures, List<TopicStatus> topics, boolean brokerAnswers) {
    return new HealthRules(figures, topics, brokerAnswers).all();
  }

  private List<HealthLine> all() {
    List<HealthLine> lines = new ArrayList<>();
    lines.add(
        brokerAnswers
            ? line("broker", State.OK, "A broker answers.")
            : line("broker", State.CRITICAL, "No broker answers."));
    lines.add(topicLine());
    lines.add(forecastLine());
    lines.add(lagLine());
    lines.add(
        shareLine(
            "dead-letters",
            figures.recent().deadLetters(),
            HealthLimits.DEAD_LETTER_SHARE,
            "dead letter"));
    lines.add(closedMarketLine());
    lines.add(
        shareLine(
            "late-readings",
            figures.recent().lateReadings(),
            HealthLimits.LATE_SHARE,
            "late reading"));
    lines.add(
        eventLine(
            "model-refused",
            figures.recent().refused(),
            State.WARNING,
            "No model was refused in 15 minutes."));
    lines.add(
        eventLine(
            "forecasts-lost", figures.recent().lost(), State.CRITICAL, "No forecasts were lost."));
    lines.add(silentLine());
    lines.add(naiveLine());
    lines.add(coverageLine());
    return lines;
  }

  private static HealthLine line(String rule, State state, String text) {
    return new HealthLine(rule, state, text);
  }

  private HealthLine topicLine() {
    List<String> missing = new ArrayList<>();
    boolean critical = false;
    for (TopicStatus topic : topics) {
      if (topic.state() == TopicStatus.State.MISSING) {
        missing.add(String.valueOf(topic.name()));
        critical |= topic.role() == TopicRole.READINGS || topic.role() == TopicRole.FORECASTS;
      }
    }
    if (missing.isEmpty()) {
      return line("topics", State.OK, "No topic is missing.");
    }
    return line(
        "topics",
        critical ? State.CRITICAL : State.WARNING,
        "Missing: " + String.join(", ", missing) + ".");
  }

  private HealthLine forecastLine() {
    long readings = figures.recent().readings();
    long forecasts = figures.recent().forecasts();
    long closed = figures.recent().marketClosed();
    if (readings == 0) {
      return line("no-forecasts", State.UNKNOWN, "No readings came in 5 minutes.");
    }
    if (forecasts > 0) {
      return line(
          "no-forecasts",
          State.OK,
          "%,d readings and %,d forecasts in 5 minutes.".formatted(readings, forecasts));
    }
    String text = "%,d readings and no forecast in 5 minutes.".formatted(readings);
    return closed == 0
        ? line("no-forecasts", State.CRITICAL, text)
        : line(
            "no-forecasts",
            State.OK,
            text + " The job put %,d aside: their market was closed.".formatted(closed));
  }

  private HealthLine lagLine() {
    double lag = figures.lagP99();
    if (Double.isNaN(lag)) {
      return line("lag", State.UNKNOWN, "No forecast came in a minute whose reading is known.");
    }
    return line(
        "lag",
        lag > HealthLimits.LAG_MILLIS ? State.WARNING : State.OK,
        "99 %% of forecasts came within %,d ms of their reading.".formatted(Math.round(lag)));
  }

  private HealthLine shareLine(String rule, long found, double limit, String one) {
    long readings = figures.recent().readings();
    if (readings == 0 && found == 0) {
      return line(rule, State.UNKNOWN, "No readings came in 5 minutes.");
    }
    String what = found == 1 ? one : one + "s";
    String text = "%,d %s to %,d readings in 5 minutes.".formatted(found, what, readings);
    return line(rule, found > limit * readings ? State.WARNING : State.OK, text);
  }

  /** Readings around the clock are no fault, if none are missing while the market is open. */
  private HealthLine closedMarketLine() {
    PipelineFigures.ClosedMarket day = figures.closedMarket();
    if (day.readings() < HealthLimits.LEAST_READINGS) {
      return line(
          "closed-market",
          State.UNKNOWN,
          "The console saw fewer than %d readings come in a day."
              .formatted(HealthLimits.LEAST_READINGS));
    }
    String text =
        "%,d readings of a closed market to %,d readings in a day"
            .formatted(day.closed(), day.readings());
    boolean gaps =
        day.forecasts() > 0 && day.gaps() >= HealthLimits.GAPS_OF_SERIES * figures.series().known();
    if (day.closed() <= HealthLimits.CLOSED_MARKET_SHARE * day.readings()
        || (day.forecasts() > 0 && !gaps)) {
      return line("closed-market", State.OK, text + ".");
    }
    return line(
        "closed-market",
        State.WARNING,
        text
            + (gaps
                ? ", and gaps in an open one"
                : ", and no forecast in %d days".formatted(PipelineFigures.NO_FORECAST_DAYS))
            + ": the trading calendar of the model may be of another exchange or time zone.");
  }

  private static HealthLine eventLine(
      String rule, @Nullable PipelineEvent event, State bad, String good) {
    return event == null ? line(rule, State.OK, good) : line(rule, bad, event.text());
  }

  private HealthLine silentLine() {
    int silent = figures.series().silent();
    int known = figures.series().known();
    if (known == 0) {
      return line("silent-series", State.UNKNOWN, "No series is known.");
    }
    return line(
        "silent-series",
        silent > 0 ? State.WARNING : State.OK,
        "%,d of %,d series are silent.".formatted(silent, known));
  }

  private HealthLine naiveLine() {
    boolean enough = false;
    for (VersionScore version : liveScores()) {
      for (StepScore step : version.steps()) {
        if (step.compared() >= HealthLimits.LEAST_FORECASTS) {
          enough = true;
          if (step.mase() > HealthLimits.MASE) {
            return line(
                "worse-than-naive",
                State.WARNING,
                String.format(
                    Locale.ROOT,
                    "%s: %.2f times the error of a seasonal naive forecast at step %d.",
                    name(version),
                    step.mase(),
                    step.step()));
          }
        }
      }
    }
    return enough
        ? line("worse-than-naive", State.OK, "No version is worse than a seasonal naive forecast.")
        : tooFew("worse-than-naive");
  }

  private HealthLine coverageLine() {
    boolean enough = false;
    for (VersionScore version : liveScores()) {
      for (StepScore step : version.steps()) {
        if (step.forecasts() >= HealthLimits.LEAST_FORECASTS) {
          enough = true;
          double distance = step.coverage() - version.nominalCoverage();
          if (Math.abs(distance) > HealthLimits.COVERAGE_DISTANCE) {
            return line(
                "coverage-off",
                State.WARNING,
                String.format(
                    Locale.ROOT,
                    "%s: the band held %.1f %% of readings at step %d, and should hold %.0f %%.",
                    name(version),
                    100 * step.coverage(),
                    step.step(),
                    100 * version.nominalCoverage()));
          }
        }
      }
    }
    return enough
        ? line("coverage-off", State.OK, "All bands hold about as much as they should.")
        : tooFew("coverage-off");
  }

  /** A shadow may be bad: nobody uses its forecasts. */
  private List<VersionScore> liveScores() {
    return figures.scores().stream().filter(version -> !version.shadow()).toList();
  }

  private static HealthLine tooFew(String rule) {
    return line(
        rule,
        State.UNKNOWN,
        "No version has scores of %,d forecasts within a day."
            .formatted(HealthLimits.LEAST_FORECASTS));
  }

  private static String name(VersionScore version) {
    return version.model().model() + " " + version.model().version();
  }
}
