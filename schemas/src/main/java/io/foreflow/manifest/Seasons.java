package io.foreflow.manifest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The seasons of a model. */
final class Seasons {
  /** The option of the training that lists them, ascending. */
  private static final String OPTION = "seasons";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private Seasons() {}

  /** Checks that they ascend, and that the history of a state holds one of each. */
  static void check(List<Integer> seasons, StateLayout state, ManifestProblems problems) {
    int most = state.size(StateLayout.HISTORY);
    int before = 1;
    for (int i = 0; i < seasons.size(); i++) {
      int season = seasons.get(i);
      problems.require(
          season > before && season <= most,
          "seasons[" + i + "]",
          season,
          "ascending numbers of slots, here above %d, and up to the %d of the history"
              .formatted(before, most));
      before = season;
    }
  }

  /** The shortest season that a manifest or its training names; 1 without one. */
  static int shortest(Manifest manifest) {
    List<Integer> own = manifest.seasons();
    if (!own.isEmpty()) {
      return own.get(0);
    }
    String option = manifest.provenance().configuration().getOrDefault(OPTION, "");
    Matcher first = NUMBER.matcher(option);
    int season = first.find() ? Integer.parseInt(first.group()) : 1;
    // Anybody may write anything there, and who compares keeps the readings of one season.
    return season <= manifest.state().size(StateLayout.HISTORY) ? Math.max(1, season) : 1;
  }
}
