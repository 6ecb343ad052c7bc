package io.foreflow.cli.train;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.seed.SeedChoice;
import io.foreflow.model.FileProblem;
import io.foreflow.seed.SeedModel;
import io.foreflow.store.Attachment;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreReference;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.trainer.NetworkShape;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights that a training starts from.
 *
 * @param place where they are, as a person has written it
 * @param weights what is there
 */
public record TrainingStart(String place, SavedWeights weights) {

  private static final String OPTION = "--from";

  /**
   * Reads the weights of a file, of a version in a store, or of a seed model.
   *
   * @throws CommandFailure if there are none
   */
  public static TrainingStart read(String place) {
    try {
      byte[] file = bytes(place);
      return new TrainingStart(place, SavedWeights.read(file));
    } catch (StartException e) {
      throw CommandFailure.usage(
          "%s: can't start from %s: %s; --weights of an earlier training writes such a file"
              .formatted(OPTION, place, e.getMessage()));
    } catch (StoreException e) {
      throw CommandFailure.usage(OPTION + ": " + e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed(
          "%s: cannot read %s: %s".formatted(OPTION, place, FileProblem.of(e)), e);
    }
  }

  private static byte[] bytes(String place) throws IOException {
    if (SeedChoice.is(place)) {
      return SeedChoice.find(place).weights();
    }
    return StoreReference.is(place) ? inStore(StoreReference.parse(place)) : inFile(Path.of(place));
  }

  private static byte[] inFile(Path file) throws IOException {
    ArgumentChecks.readable(
        OPTION, file, "It is a file that foreflow train --weights FILE has written.");
    return Files.readAllBytes(file);
  }

  private static byte[] inStore(StoreReference reference) {
    return StoreAccess.run(
        reference.store().text(),
        opened -> {
          StoredModel stored = opened.model(reference.model());
          StoredVersion version = stored.version(reference.ref());
          Attachment weights =
              version
                  .weights()
                  .orElseThrow(
                      () ->
                          CommandFailure.usage(
                              "%s: the version %s of %s was added without weights; foreflow models add --weights FILE adds a version with them"
                                  .formatted(OPTION, version.shortSha256(), stored.name())));
          return stored.read(version, weights);
        });
  }

  /** The options of the network that a training has by this start, unless others are given. */
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(weights.network());
    // The cadence is that of the history. If it is another one, the start is refused.
    options.remove(FeatureConfig.CADENCE.name());
    if (SeedChoice.is(place)) {
      // A job that runs the seed model takes the new one only if it has the same name. The file is
      // not opened: ONNX Runtime in the process before a training can change its last bits.
      options.put(TrainingConfig.MODEL.name(), SeedModel.MODEL);
    }
    return options;
  }

  /**
   * Refuses the weights of another network.
   *
   * @param config the configuration, with everything decided that depends on the histories
   */
  void require(TrainingConfig config) {
    List<String> differences;
    try {
      differences = NetworkShape.differences(weights, config);
    } catch (StartException e) {
      throw CommandFailure.usage("%s %s: %s".formatted(OPTION, place, e.getMessage()));
    }
    if (!differences.isEmpty()) {
      throw CommandFailure.usage(
          "%s %s: the weights are of another network: %s. Leave these options out, or train without %s"
              .formatted(OPTION, place, String.join("; ", differences), OPTION));
    }
  }
}
