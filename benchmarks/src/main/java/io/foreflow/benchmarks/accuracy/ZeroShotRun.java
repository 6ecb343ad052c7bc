package io.foreflow.benchmarks.accuracy;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.options.Choice;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.trainer.synthetic.SyntheticKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All zero-shot tasks that there is a seed model for.
 *
 * @param data the folder of the data sets
 * @param out the folder for the forecasts that scoring scripts read; empty for none
 * @param calibrated whether calibrated bands are measured, too
 * @param models seed models by kind
 */
record ZeroShotRun(Path data, Optional<Path> out, boolean calibrated, Map<String, Seed> models) {

  /** A seed model to measure. */
  static final class Seed {
    private final String place;
    private final byte[] file;

    private Seed(String place, byte[] file) {
      this.place = place;
      this.file = file;
    }

    static Seed of(Path file) throws IOException {
      return new Seed(file.toString(), Files.readAllBytes(file));
    }

    /** The seed models of this release, by kind. */
    static Map<String, Seed> ofThisRelease() {
      return SeedModels.all().stream()
          .collect(Collectors.toMap(SeedModel::name, one -> new Seed(one.uri(), one.file())));
    }
  }

  /**
   * Runs the tasks.
   *
   * @param progress receives the name of each set before it is run
   */
  ZeroShotSummary run(Consumer<String> progress) throws IOException {
    ZeroShotBench bench = new ZeroShotBench(data, calibrated);
    List<ZeroShotRow> rows = new ArrayList<>();
    Map<String, String> seeds = new LinkedHashMap<>();
    Optional<ZeroShotProtocol.Result> standardized = Optional.empty();
    List<String> kinds = ZeroShotSets.kinds().stream().filter(models::containsKey).toList();
    for (String kind : kinds) {
      Seed seed = Objects.requireNonNull(models.get(kind));
      try (StepModel model = StepModel.open(seed.file)) {
        requireCadence(model, kind, seed.place);
        seeds.put(kind, model.sha256());
        for (ZeroShotSet set : ZeroShotSets.ALL) {
          if (set.kind().equals(kind)) {
            progress.accept(set.name() + ", " + kind);
            rows.addAll(bench.run(set, model));
          }
        }
        for (ZeroShotProtocol protocol : ZeroShotProtocol.ALL) {
          boolean published = protocol.equals(ZeroShotProtocol.STANDARDIZED);
          if (protocol.kind().equals(kind) && (published || out.isPresent())) {
            progress.accept(protocol.task() + ", by its protocol");
            ZeroShotProtocol.Result result = protocol.run(data, model, out);
            standardized = published ? Optional.of(result) : standardized;
          }
        }
      } catch (InvalidModelFileException e) {
        throw new IOException(seed.place + ": " + e.getMessage(), e);
      }
    }
    return ZeroShotSummary.of(seeds, rows, standardized);
  }

  private static void requireCadence(StepModel model, String kind, String place)
      throws IOException {
    Duration found = Duration.ofMillis(model.manifest().cadenceMillis());
    Duration needed = Choice.find(SyntheticKind.class, kind).orElseThrow().cadence();
    if (!found.equals(needed)) {
      throw new IOException(
          "%s has the cadence %s, a seed model for %s needs %s"
              .formatted(place, found, kind, needed));
    }
  }
}
