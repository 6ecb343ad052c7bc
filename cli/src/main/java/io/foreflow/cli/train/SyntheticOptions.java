package io.foreflow.cli.train;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.history.SyntheticHistory;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.options.Choice;
import io.foreflow.trainer.synthetic.SyntheticKind;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a training on generated series. */
final class SyntheticOptions {

  private static final String KIND = "--synthetic";
  private static final int DEFAULT_SERIES = 3_000;

  @Option(
      names = KIND,
      paramLabel = "KIND",
      description =
          "Train on generated series instead of --data: ${COMPLETION-CANDIDATES}. Options of the"
              + " training that are not given suit them.",
      completionCandidates = Kinds.class)
  private Optional<String> kind;

  @Option(
      names = "--synthetic-series",
      paramLabel = "N",
      description = "With --synthetic: how many series. Default: " + DEFAULT_SERIES + ".")
  private Optional<Integer> series;

  @Option(
      names = "--synthetic-seed",
      paramLabel = "N",
      description =
          "With --synthetic: the seed of the series. The same seed gives the same series. Default:"
              + " 1.")
  private Optional<Long> seed;

  /** The kinds of series, as the help lists them. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.texts(SyntheticKind.class).iterator();
    }
  }

  /** The generated series, or the given history if none are asked for. */
  HistorySource sourceOr(HistoryOptions history) {
    List<String> given = new ArrayList<>(history.given());
    kind.ifPresent(name -> given.add(KIND));
    if (given.size() != 1) {
      throw CommandFailure.usage(
          "give exactly one of --data FILE, --topic NAME and --synthetic KIND; found "
              + (given.isEmpty() ? "none" : String.join(" and ", given)));
    }
    if (kind.isPresent()) {
      return new SyntheticHistory(recipe(), history.space());
    }
    if (series.isPresent() || seed.isPresent()) {
      throw CommandFailure.usage(
          "--synthetic-series and --synthetic-seed need --synthetic, found " + given.get(0));
    }
    return history.source();
  }

  private SyntheticRecipe recipe() {
    int count = series.orElse(DEFAULT_SERIES);
    ArgumentChecks.positive("--synthetic-series", count);
    return new SyntheticRecipe(found(), seed.orElse(1L), count);
  }

  /** The kind that is asked for, whose options suit the training; empty for a real history. */
  Optional<SyntheticKind> kind() {
    return kind.map(name -> found());
  }

  private SyntheticKind found() {
    String name = kind.orElseThrow();
    ArgumentChecks.oneOf(KIND, name, Choice.texts(SyntheticKind.class));
    return Choice.find(SyntheticKind.class, name).orElseThrow();
  }
}
