package io.foreflow.cli.models;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.inspect.ManifestText;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.ManifestException;
import io.foreflow.store.Alias;
import io.foreflow.store.Aliases;
import io.foreflow.store.Attachment;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models show} and its options. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Describes a version of a model, and the decisions about it.",
    description = {
      "Examples:",
      "  foreflow models show sensors --store /store",
      "  foreflow models show sensors@previous --store /store --decisions 3",
      "  foreflow models show sensors@3f2a91c07be2 --store /store --json",
      ""
    })
public final class ShowCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NAME[@REF]",
      description =
          "The model, and the version: champion, challenger, previous, or the first 6 or more digits"
              + " of its SHA-256. Without it, the champion, or else the newest version.")
  private String name;

  @Option(
      names = "--decisions",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of the last decisions to show. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ArgumentChecks.notNegative("--decisions", most);
    return store.run(this::show);
  }

  private int show(ModelStore opened) throws IOException {
    VersionName wanted = VersionName.parse(name);
    StoredModel stored = opened.model(wanted.model());
    StoredVersion version = wanted.of(stored);
    Aliases aliases = stored.aliases();
    List<Decision> decisions =
        stored.decisions().stream()
            .filter(
                decision ->
                    decision.version().equals(version.sha256())
                        || version.sha256().equals(decision.champion()))
            .toList();
    decisions = decisions.subList(Math.max(0, decisions.size() - most), decisions.size());
    CommandOutput output = json.output();
    lines(stored, version, aliases, output);
    decisions.forEach(decision -> output.say(line("decision", text(decision))));
    Map<String, Object> fields = StoreFields.version(version, aliases);
    fields.put("uri", stored.reference(version).uri());
    fields.put("manifest", StoreFields.json(version.manifestJson()));
    fields.put("decisions", decisions.stream().map(StoreFields::decision).toList());
    output.result(fields);
    return ExitCodes.OK;
  }

  private static void lines(
      StoredModel stored, StoredVersion version, Aliases aliases, CommandOutput output) {
    try {
      ManifestText.of(version.manifest(), version.sha256()).forEach(output::say);
    } catch (ManifestException e) {
      output.say(line("manifest", "not readable by this release: " + e.getMessage()));
    }
    output.say(line("file", Numbers.bytes(version.bytes())));
    output.say(line("uri", stored.reference(version).uri()));
    output.say(line("added", "%s by %s".formatted(version.addedAt(), version.addedBy())));
    List<Alias> names = aliases.of(version.sha256());
    output.say(line("aliases", names.isEmpty() ? "none" : VersionName.text(names)));
    output.say(
        line(
            "weights",
            version
                .weights()
                .map(file -> "%s, %s".formatted(Numbers.bytes(file.bytes()), file.sha256()))
                .orElse("none: a training can't start from this version")));
    List<Attachment> others =
        version.attachments().stream()
            .filter(file -> !file.name().equals(StoredVersion.WEIGHTS))
            .toList();
    if (!others.isEmpty()) {
      output.say(
          line(
              "attachments",
              others.stream().map(Attachment::name).collect(Collectors.joining(", "))));
    }
  }

  private static String text(Decision decision) {
    String champion = decision.champion();
    return "%s %s %s%s by %s: %s"
        .formatted(
            decision.at(),
            decision.action(),
            StoredVersion.shorten(decision.version()),
            champion == null ? "" : ", champion " + StoredVersion.shorten(champion),
            decision.by(),
            decision.why());
  }

  private static String line(String name, String value) {
    return String.format(Locale.ROOT, "%-20s %s", name, value);
  }
}
