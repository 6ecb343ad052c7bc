package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import java.time.Duration;
import java.util.Optional;

/** The work of {@code foreflow demo --drift}, with checked options. */
final class DriftRun {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  private final CommandOutput output;
  private final Terminal terminal;

  DriftRun(CommandOutput output, Terminal terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  int run(DriftPlan plan) throws Exception {
    Optional<DriftResult> result;
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      result = new DriftDemo(plan, stop, terminal).run();
      result.ifPresentOrElse(this::report, () -> output.say("Stopped before the end."));
      output.flush();
      if (result.map(DriftResult::ok).orElse(true)) {
        RunLog.discard();
      }
    }
    return result.map(DriftResult::ok).orElse(false) ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private void report(DriftResult result) {
    output.say("");
    TrafficCounts counts = result.counts();
    output.say(
        "%s readings have %s forecasts: %s, %s."
            .formatted(
                Numbers.count(counts.readings()),
                Numbers.count(counts.forecasts()),
                number(counts.waiting(), "missing"),
                number(counts.repeated(), "twice")));
    result
        .seriesByTurns()
        .forEach(
            (versions, series) ->
                output.say(
                    "Versions in the forecasts of %d series: %s."
                        .formatted(series, String.join(", then ", versions))));
    for (String problem : result.problems()) {
      output.say("Problem: " + problem + ". Log: " + RunLog.file());
    }
    output.result(result.fields());
  }

  private static String number(long count, String what) {
    return (count == 0 ? "none" : Numbers.count(count)) + " " + what;
  }
}
