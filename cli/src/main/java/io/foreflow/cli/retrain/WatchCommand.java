package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code foreflow watch} and its options. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Rolls a promoted model back if its live scores are worse.",
    description = {
      "Examples:",
      "  foreflow watch --config retrain.yaml",
      "  foreflow watch --config retrain.yaml --once",
      "  foreflow watch --config retrain.yaml --now --json",
      "",
      "Reads topics.scores, and compares the champion of the store with the previous version: on the",
      "same readings if one of them ran in a shadow, otherwise with the same hours of the week before.",
      "If the champion is worse by a stated rule, the previous version becomes the champion again and",
      "is announced. The command then looks for its name in the forecasts. It goes on watching until",
      "it is stopped.",
      "",
      "Exit codes of --once and --now: 0 the new version is good, 3 it was rolled back, 4 there is no",
      "verdict yet, 1 failed, or no forecast of the old version came after a rollback.",
      "docs/concepts/retraining.md explains it; docs/reference/retrain-options.md has all options.",
      ""
    })
public final class WatchCommand implements Callable<Integer> {

  @Mixin private RetrainFileOptions retraining;

  @Option(names = "--once", description = "End after the verdict about the version in use now.")
  private boolean once;

  @Option(names = "--now", description = "Judge by the scores that are there now, and end.")
  private boolean now;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    retraining.check();
    if (once && now) {
      throw CommandFailure.usage("give either --once or --now; found both");
    }
    WatchRun run =
        new WatchRun(json.output(), retraining.load(retraining.overrides()), Clock.systemUTC());
    return run.run(now ? WatchRun.End.NOW : once ? WatchRun.End.VERDICT : WatchRun.End.NEVER);
  }
}
