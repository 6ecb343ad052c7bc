package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models diff} and its options. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Compares two versions of a model: options, data and measured accuracy.",
    description = {
      "Examples:",
      "  foreflow models diff sensors --store /store",
      "  foreflow models diff sensors previous champion --store /store",
      ""
    })
public final class DiffCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FROM",
      defaultValue = "champion",
      description =
          "A version: an alias, or the first 6 or more digits of its SHA-256. Default:"
              + " ${DEFAULT-VALUE}.")
  private String from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      defaultValue = "challenger",
      description = "The other version. Default: ${DEFAULT-VALUE}.")
  private String to;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return store.run(this::diff);
  }

  private int diff(ModelStore opened) throws IOException {
    StoredModel stored = opened.model(name);
    StoredVersion first = stored.version(from);
    StoredVersion second = stored.version(to);
    List<ManifestDiff.Difference> differences = ManifestDiff.between(first, second);
    CommandOutput output = json.output();
    output.say("%s: %s -> %s".formatted(name, first.shortSha256(), second.shortSha256()));
    List<List<String>> table = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ManifestDiff.Difference difference : differences) {
      table.add(List.of(difference.field(), difference.from() + " -> " + difference.to()));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("field", difference.field());
      row.put("from", difference.from());
      row.put("to", difference.to());
      rows.add(row);
    }
    TextTable.lines(table).forEach(line -> output.say("  " + line));
    if (rows.isEmpty()) {
      output.say("  Their manifests are equal.");
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", name);
    result.put("from", first.sha256());
    result.put("to", second.sha256());
    result.put("differences", rows);
    output.result(result);
    return ExitCodes.OK;
  }
}
