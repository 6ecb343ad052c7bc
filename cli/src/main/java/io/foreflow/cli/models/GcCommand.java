package io.foreflow.cli.models;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.view.Numbers;
import io.foreflow.store.CleanUp;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models gc} and its options. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Deletes old versions that no alias names.",
    description = {
      "Examples:",
      "  foreflow models gc --store /store --dry-run",
      "  foreflow models gc sensors --store /store --keep 5",
      "",
      "Keeps the champion, the challenger, the previous version, and the newest versions. Also",
      "deletes what a process that died left behind a day ago. Decisions are kept.",
      ""
    })
public final class GcCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The model. Without it, all models.")
  private Optional<String> name;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many of the newest versions of a model to keep. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  private boolean dryRun;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ArgumentChecks.notNegative("--keep", keep);
    return store.run(this::clean);
  }

  private int clean(ModelStore opened) throws IOException {
    CommandOutput output = json.output();
    List<String> names = opened.names();
    if (name.isPresent()) {
      // Says what there is, if there is no such model.
      VersionName.parse(name.get()).of(opened.model(name.get()));
      names = List.of(name.get());
    }
    List<Map<String, Object>> models = new ArrayList<>();
    for (String model : names) {
      CleanUp cleanUp = opened.model(model).cleanUp();
      List<CleanUp.Removal> removals = dryRun ? cleanUp.plan(keep) : cleanUp.run(keep);
      for (CleanUp.Removal removal : removals) {
        output.say(
            "%s %s %s%s, %s."
                .formatted(
                    dryRun ? "Would delete" : "Deleted",
                    model,
                    StoredVersion.shorten(removal.sha256()),
                    removal.isWhole() ? "" : ", which was never added to the end",
                    Numbers.bytes(removal.bytes())));
      }
      if (removals.isEmpty()) {
        output.say("%s: nothing to delete.".formatted(model));
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("model", model);
      fields.put("deleted", removals.stream().map(StoreFields::removal).toList());
      models.add(fields);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("dryRun", dryRun);
    result.put("models", models);
    output.result(result);
    return ExitCodes.OK;
  }
}
