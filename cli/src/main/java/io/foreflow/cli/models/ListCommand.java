package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.view.Numbers;
import io.foreflow.store.Aliases;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
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
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models list} and its options. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lists the models of a store, with their versions and aliases.",
    description = {
      "Examples:",
      "  foreflow models list --store /store",
      "  foreflow models list sensors --store /store --json",
      ""
    })
public final class ListCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The model. Without it, all models.")
  private Optional<String> name;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return store.run(this::list);
  }

  private int list(ModelStore opened) throws IOException {
    CommandOutput output = json.output();
    List<String> names = name.isPresent() ? List.of(name.get()) : opened.names();
    List<Map<String, Object>> models = new ArrayList<>();
    for (String model : names) {
      StoredModel stored = opened.model(model);
      if (name.isPresent()) {
        // Says what there is, if there is no such model.
        new VersionName(model, Optional.empty()).of(stored);
      }
      models.add(list(stored, output));
    }
    if (names.isEmpty()) {
      output.say("The store %s has no models.".formatted(opened.location().text()));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("store", opened.location().text());
    result.put("models", models);
    output.result(result);
    return ExitCodes.OK;
  }

  private static Map<String, Object> list(StoredModel stored, CommandOutput output)
      throws IOException {
    Aliases aliases = stored.aliases();
    List<StoredVersion> versions = stored.versions();
    List<Map<String, Object>> rows = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("SHA256", "VERSION", "ADDED", "BY", "SIZE", "ALIASES"));
    for (StoredVersion version : versions) {
      table.add(
          List.of(
              version.shortSha256(),
              version.version(),
              version.addedAt().toString(),
              version.addedBy(),
              Numbers.bytes(version.bytes()),
              VersionName.text(aliases.of(version.sha256()))));
      rows.add(StoreFields.version(version, aliases));
    }
    output.say(
        "%s: %d %s"
            .formatted(stored.name(), rows.size(), rows.size() == 1 ? "version" : "versions"));
    TextTable.lines(table).forEach(line -> output.say("  " + line));
    Map<String, Object> fields = StoreFields.aliases(stored.name(), aliases);
    fields.put("versions", rows);
    return fields;
  }
}
