package io.foreflow.cli.models;

import io.foreflow.cli.job.PublishTarget;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.store.Alias;
import io.foreflow.store.AliasMoves;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models promote} and its options. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Makes a version of a model the champion, and the champion the previous version.",
    description = {
      "Examples:",
      "  foreflow models promote sensors@challenger --store /store --why \"better on last week\"",
      "  foreflow models promote sensors@3f2a91c07be2 --store /store",
      "  foreflow models promote sensors@challenger --announce --config pipeline.yaml",
      "",
      "If somebody else promotes a version at the same time, one of the two is refused. With",
      "--announce the running job swaps to the champion. If all of its tasks refuse it, the command",
      "ends with 1, and the version is still the champion: roll back.",
      ""
    })
public final class PromoteCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NAME@REF",
      description =
          "The model, and the version: challenger, previous, or the first 6 or more digits of its"
              + " SHA-256.")
  private String name;

  @Mixin private ReasonOptions reason;

  @Mixin private AnnounceOptions announce;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return store.run(this::promote);
  }

  private int promote(ModelStore opened) throws IOException {
    VersionName wanted = VersionName.parse(name);
    if (wanted.ref().isEmpty()) {
      throw CommandFailure.usage(
          "name the version to promote: %s@challenger, or %s@SHA256".formatted(name, name));
    }
    Optional<PublishTarget> target = announce.target();
    StoredModel stored = opened.model(wanted.model());
    Optional<String> champion = stored.aliases().find(Alias.CHAMPION);
    StoredVersion version = wanted.of(stored);
    AliasMoves.Moved moved = stored.moves().promote(version, champion, reason.reason("promote"));
    CommandOutput output = json.output();
    Map<String, Object> fields = new MoveReport(output).tell(stored, version, moved);
    int exitCode = AnnounceOptions.announce(target, stored, version, output, fields);
    output.result(fields);
    return exitCode;
  }
}
