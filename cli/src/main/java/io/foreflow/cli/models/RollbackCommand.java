package io.foreflow.cli.models;

import io.foreflow.cli.job.PublishTarget;
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

/** The command {@code foreflow models rollback} and its options. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Makes the previous version of a model the champion again.",
    description = {
      "Examples:",
      "  foreflow models rollback sensors --store /store --why \"worse since noon\"",
      "  foreflow models rollback sensors --announce --config pipeline.yaml",
      "",
      "Goes back one step. A second rollback is refused, because it would bring back the version",
      "that was rolled back. Promote the version that you want instead. With --announce the running",
      "job swaps back to the champion.",
      ""
    })
public final class RollbackCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
  private String name;

  @Mixin private ReasonOptions reason;

  @Mixin private AnnounceOptions announce;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return store.run(this::rollBack);
  }

  private int rollBack(ModelStore opened) throws IOException {
    Optional<PublishTarget> target = announce.target();
    StoredModel stored = opened.model(name);
    AliasMoves.Moved moved =
        stored.moves().rollBack(stored.aliases().find(Alias.CHAMPION), reason.reason("rollback"));
    CommandOutput output = json.output();
    StoredVersion champion = stored.version(moved.aliases().find(Alias.CHAMPION).orElseThrow());
    Map<String, Object> fields = new MoveReport(output).tell(stored, champion, moved);
    int exitCode = AnnounceOptions.announce(target, stored, champion, output, fields);
    output.result(fields);
    return exitCode;
  }
}
