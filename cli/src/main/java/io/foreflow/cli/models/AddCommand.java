package io.foreflow.cli.models;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.HistoryDigest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.store.AddedVersion;
import io.foreflow.store.ModelStore;
import io.foreflow.store.NewVersion;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow models add} and its options. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Adds a model file to a store, as a version that never changes.",
    description = {
      "Examples:",
      "  foreflow models add model.onnx --store /store",
      "  foreflow models add model.onnx --store /store --attach report.html --challenger",
      "  foreflow models add model.onnx --store /store --weights model.weights",
      "",
      "Checks the file as the job does. The name of the model is in the file. If there is no store,",
      "makes one. If the store has this file, changes nothing.",
      ""
    })
public final class AddCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The model file.")
  private Path file;

  @Option(
      names = "--attach",
      paramLabel = "FILE",
      description = "A file to keep beside the model file, such as a report. Can be repeated.")
  private List<Path> attachments = List.of();

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "The weights that foreflow train --weights has written with the model file. A later"
              + " training can start from them.")
  private Optional<Path> weights;

  @Option(
      names = "--challenger",
      description = "Make the version the challenger, in place of one that may be waiting.")
  private boolean challenger;

  @Mixin private ReasonOptions reason;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ArgumentChecks.readable(
        file, "Train one with: foreflow train --data history.csv --out model.onnx");
    for (Path attachment : attachments) {
      ArgumentChecks.readable("--attach", attachment, "Name a file.");
      if (StoredVersion.WEIGHTS.equals(String.valueOf(attachment.getFileName()))) {
        throw CommandFailure.usage(
            "--attach: %s is the name of the weights; give them as --weights FILE"
                .formatted(StoredVersion.WEIGHTS));
      }
    }
    weights.ifPresent(
        path ->
            ArgumentChecks.readable(
                "--weights", path, "It is a file that foreflow train --weights has written."));
    return store.run(this::add);
  }

  private int add(ModelStore opened) throws IOException {
    NewVersion version = read();
    opened.make();
    StoredModel stored = opened.model(version.model());
    AddedVersion added = stored.add(version);
    StoredVersion result = added.version();
    CommandOutput output = json.output();
    output.say(
        "%s %s %s, version %s, %s, as %s."
            .formatted(
                added.isNew() ? "Added" : "The store has",
                stored.name(),
                result.shortSha256(),
                result.version(),
                Numbers.bytes(result.bytes()),
                stored.reference(result).uri()));
    if (!added.isNew() && !(attachments.isEmpty() && weights.isEmpty())) {
      output.say(
          "The files that were added with it stay; those of --attach and --weights were not added.");
    }
    if (challenger) {
      stored.moves().nominate(result, reason.reason("add --challenger"));
      output.say("It is the challenger.");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", stored.name());
    fields.put("added", added.isNew());
    fields.put("uri", stored.reference(result).uri());
    fields.putAll(StoreFields.version(result, stored.aliases()));
    output.result(fields);
    return ExitCodes.OK;
  }

  /** The bytes of the weights, which must be those of the model file. */
  private byte[] weights(Path path, byte[] model) throws IOException {
    try {
      SavedWeights found = SavedWeights.read(Files.readAllBytes(path));
      String sha256 = HistoryDigest.of(model);
      if (!found.modelSha256().equals(sha256)) {
        throw CommandFailure.failed(
            "%s: found the weights of the model %s, allowed: those of %s, which is %s"
                .formatted(path, found.modelSha256(), file, sha256));
      }
      return found.file();
    } catch (StartException e) {
      throw CommandFailure.failed("%s: %s".formatted(path, e.getMessage()));
    }
  }

  private NewVersion read() throws IOException {
    Map<String, byte[]> others = new LinkedHashMap<>();
    for (Path attachment : attachments) {
      others.put(String.valueOf(attachment.getFileName()), Files.readAllBytes(attachment));
    }
    byte[] bytes = Files.readAllBytes(file);
    if (weights.isPresent()) {
      others.put(StoredVersion.WEIGHTS, weights(weights.get(), bytes));
    }
    try (StepModel model = StepModel.open(bytes)) {
      return new NewVersion(bytes, model.manifest(), reason.by(), others);
    } catch (InvalidModelFileException e) {
      throw CommandFailure.failed(file + ": " + e.getMessage());
    }
  }
}
