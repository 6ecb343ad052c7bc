package io.foreflow.job.score;

import io.foreflow.manifest.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The season of the seasonal naive forecast that a model is compared with. */
final class ModelSeason {
  /** The option of the training that lists the seasons in slots, ascending. */
  private static final String SEASONS = "seasons";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private ModelSeason() {}

  /** The shortest season that the model was trained with; 1 if it has none. */
  static int of(Manifest manifest) {
    String seasons = manifest.provenance().configuration().getOrDefault(SEASONS, "");
    Matcher first = NUMBER.matcher(seasons);
    return first.find() ? Math.max(1, Integer.parseInt(first.group())) : 1;
  }
}
