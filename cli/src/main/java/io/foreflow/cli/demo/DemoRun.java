package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The work of {@code foreflow demo}, with checked options. */
final class DemoRun {

  /** Longer than the patience of all its parts together, which are closed one after another. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  private final CommandOutput output;
  private final Terminal terminal;

  /**
   * @param terminal where a person looks
   */
  DemoRun(CommandOutput output, Terminal terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  int run(Request request) throws Exception {
    DemoPlan.Training standard =
        request.cell.map(DemoPlan.Training::standard).orElseGet(DemoPlan.Training::standard);
    DemoPlan plan =
        new DemoPlan(
            request.simulation,
            request.rate,
            request.duration,
            request.bad,
            request.format,
            request.delivery,
            request.steps.map(standard::withSteps).orElse(standard),
            request.console,
            request.keep);
    Optional<DemoResult> result;
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      result = new Demo(plan, stop, terminal).run();
      result.ifPresentOrElse(this::report, () -> output.say("Stopped before the first forecast."));
      output.flush();
      if (result.map(DemoResult::ok).orElse(true)) {
        // Here, and not at the end of the process: after Ctrl-C there is no later.
        RunLog.discard();
      }
    }
    return result.map(DemoResult::ok).orElse(false) ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private void report(DemoResult result) {
    output.say("");
    output.say(
        "%s readings, %s forecasts, %s dead letters, %s late."
            .formatted(
                Numbers.count(result.counts().readings()),
                Numbers.count(result.counts().forecasts()),
                Numbers.count(result.deadLetterCount()),
                Numbers.count(result.counts().late())));
    output.say(
        "Error (MASE) %s, seasonal naive %s; %s %% in the band. %s anomaly episodes."
            .formatted(
                Numbers.decimal(result.scores().mase(), 3),
                Numbers.decimal(result.scores().maseSeasonalNaive(), 3),
                Numbers.decimal(100 * result.scores().coverage(), 1),
                Numbers.count(result.anomalies())));
    output.say(
        "First forecast after %s s.".formatted(Numbers.decimal(result.firstForecastSeconds(), 1)));
    result.change().ifPresent(change -> output.say(TakeoverText.summary(change)));
    output.say(
        "Latency p50 %s ms, p99 %s ms."
            .formatted(
                Numbers.decimal(result.counts().latencyP50Ms(), 1),
                Numbers.decimal(result.counts().latencyP99Ms(), 1)));
    for (String problem : result.problems()) {
      output.say("Problem: " + problem + ". Log: " + RunLog.file());
    }
    output.result(result.fields());
  }

  /** The options of the command. */
  record Request(
      SimulationSpec simulation,
      double rate,
      Optional<Duration> duration,
      int bad,
      WireFormat format,
      String delivery,
      Optional<String> cell,
      Optional<Integer> steps,
      boolean console,
      Optional<Path> keep) {}
}
