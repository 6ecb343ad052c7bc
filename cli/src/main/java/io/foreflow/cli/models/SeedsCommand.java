package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.seed.ModelSource;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code foreflow models seeds} and its options. */
@Command(
    name = "seeds",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lists the seed models of this release, which forecast series without a training.",
    description = {
      "Examples:",
      "  foreflow models seeds",
      "  foreflow models seeds --json     with the recipe of each",
      "",
      "A seed model is trained on generated series alone. Commands that take a model file take its",
      "URI, too, such as seed:hourly. So does model.uri of the job.",
      ""
    })
public final class SeedsCommand implements Callable<Integer> {

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    CommandOutput output = json.output();
    List<List<String>> table = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    table.add(
        List.of(
            "URI", "CADENCE", "HORIZON", "MODEL", "VERSION", "STATE", "MASE", "WQL", "IN 80 %",
            "SHA256"));
    for (SeedModel seed : SeedModels.all()) {
      try (StepModel model = ModelSource.of(seed.uri()).open()) {
        Manifest manifest = model.manifest();
        int state = manifest.state().size() * Float.BYTES;
        SeedModel.Measured measured = seed.measured();
        table.add(
            List.of(
                seed.uri(),
                seed.cadence().toString(),
                manifest.horizon() + " slots",
                manifest.model(),
                manifest.version(),
                Numbers.bytes(state),
                Numbers.decimal(measured.mase(), 3),
                Numbers.decimal(measured.wql(), 3),
                Numbers.decimal(100 * measured.coverage(), 1) + " %",
                seed.sha256().substring(0, 12)));
        rows.add(row(seed, manifest, state));
      }
    }
    TextTable.lines(table).forEach(output::say);
    output.say("");
    output.say(
        "MASE and wQL on public series that no seed model saw, relative to the seasonal naive forecast.");
    output.result(new LinkedHashMap<>(Map.of("seeds", rows)));
    return ExitCodes.OK;
  }

  private static Map<String, Object> row(SeedModel seed, Manifest manifest, int state) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("uri", seed.uri());
    row.put("cadence", seed.cadence().toString());
    row.put("horizon", manifest.horizon());
    row.put("model", manifest.model());
    row.put("version", manifest.version());
    row.put("stateBytes", state);
    row.put("bytes", seed.file().length);
    row.put("sha256", seed.sha256());
    row.put("generator", seed.generator());
    row.put("command", seed.command());
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("tasks", seed.measured().tasks());
    measured.put("mase", seed.measured().mase());
    measured.put("wql", seed.measured().wql());
    measured.put("coverage", seed.measured().coverage());
    row.put("zeroShot", measured);
    return row;
  }
}
