package io.foreflow.trainer.auto;

import io.foreflow.history.FoundSeasons;
import io.foreflow.history.SeasonFinding;
import io.foreflow.history.SeasonFinding.Outcome;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.ensemble.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options that a training chooses for a history. An option that somebody has given is never
 * among them, and the others suit it.
 *
 * @param kind the kind of series that the options are for
 * @param looksLike the kind that the readings look like; another one if the kind was asked for
 * @param traits what decided the options
 * @param seasons what was found about seasons
 * @param options the chosen options as texts, by name
 */
public record AutoOptions(
    SeriesKind kind,
    SeriesKind looksLike,
    HistoryTraits traits,
    FoundSeasons seasons,
    Map<String, String> options) {

  private static final String SEASONS = "seasons";
  private static final String LINEAR_WINDOW = "linear-window";

  public AutoOptions {
    options = new TreeMap<>(options);
  }

  /**
   * Chooses options.
   *
   * @param given the configuration with the given options, and defaults for the others
   * @param names names of the given options
   * @param asked the kind that a preset asks for; empty to find it in the readings
   */
  public static AutoOptions of(
      List<SeriesHistory> histories,
      TrainingConfig given,
      Set<String> names,
      Optional<SeriesKind> asked) {
    FoundSeasons found = FoundSeasons.in(histories, given.features().grid(), given.horizon());
    HistoryTraits traits = HistoryTraits.of(histories, found, given.horizon());
    SeriesKind looksLike = SeriesKind.of(traits);
    SeriesKind kind = asked.orElse(looksLike);
    int most = names.contains("context") ? given.features().context() : Integer.MAX_VALUE;
    List<Integer> seasons =
        names.contains(SEASONS)
            ? given.features().seasons()
            : traits.seasons().stream().filter(season -> season <= most).toList();
    Map<String, String> options = new TreeMap<>(kind.options(traits.withSeasons(seasons)));
    options.computeIfPresent(
        LINEAR_WINDOW, (name, window) -> "" + Math.min(Integer.parseInt(window), most));
    if (names.contains("rounds")) {
      // There can't be fewer steps than rounds.
      int rounds = given.fit().rounds();
      options.computeIfPresent(
          "steps", (name, steps) -> "" + Math.max(Integer.parseInt(steps), rounds));
    }
    if (names.contains("optimizer")) {
      options.remove("learning-rate");
    }
    if (names.contains("recurrent-dropout")) {
      // A minimal cell has no weights from state to state that could be left out.
      options.remove("cell");
    }
    if (names.contains("burn-in")) {
      options.remove("window");
    }
    if (!RegressionNeeds.areMet(histories, given, names, seasons)) {
      options.computeIfPresent(
          "members", (name, text) -> Members.TYPE.parse(text).withoutRidge().toString());
    }
    options.keySet().removeAll(names);
    return new AutoOptions(kind, looksLike, traits, found, options);
  }

  /** Whether another kind than the one that was asked for suits the readings better. */
  public boolean isOtherThanAsked() {
    return kind != looksLike;
  }

  /** The reasons for the options in plain words, each a sentence without a full stop. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        isOtherThanAsked()
            ? "Kind of series: %s, because it was asked for".formatted(kind.text())
            : "Kind of series: %s, because %s".formatted(kind.text(), kind.why()));
    for (SeasonFinding finding : seasons.findings()) {
      if (finding.outcome() != Outcome.NO_SEASON || !finding.name().isEmpty()) {
        String text = finding.text();
        reasons.add(Character.toUpperCase(text.charAt(0)) + text.substring(1));
      }
    }
    if (options.containsKey("steps")) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%s steps with a dropout of %s, because there are %,d slots of %,d series",
              options.get("steps"),
              options.getOrDefault("dropout", "what was given"),
              traits.slots(),
              traits.series()));
    }
    return List.copyOf(reasons);
  }

  /** The choice as the manifest keeps it; empty if all options were given. */
  public Optional<Provenance.Chosen> provenance() {
    return options.isEmpty()
        ? Optional.empty()
        : Optional.of(new Provenance.Chosen(kind.text(), List.copyOf(options.keySet()), reasons()));
  }
}
