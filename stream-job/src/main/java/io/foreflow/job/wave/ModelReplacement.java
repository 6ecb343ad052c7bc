package io.foreflow.job.wave;

import io.foreflow.job.model.ReadyModel;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.wire.ModelAnnouncement;
import java.util.Optional;

/** Replaces models in use by announced ones that fit them. */
final class ModelReplacement {
  private final LiveModels live;

  ModelReplacement(LiveModels live) {
    this.live = live;
  }

  /**
   * Compares a loaded model with its announcement and with the model in use, and then replaces that
   * one.
   *
   * @param spread whether the series move one after the other
   */
  void replace(LiveModel model, ModelAnnouncement announcement, ReadyModel ready, boolean spread)
      throws UnusableModelException {
    try {
      checkIsAnnounced(announcement, ready);
      LiveModels.checkReplaces(ready.model().manifest(), model.manifest());
    } catch (UnusableModelException e) {
      ready.close();
      throw e;
    }
    if (spread) {
      live.spread(model, announcement, ready);
    } else {
      live.replace(model, announcement, ready);
    }
  }

  private static void checkIsAnnounced(ModelAnnouncement announcement, ReadyModel ready)
      throws UnusableModelException {
    String model = ready.model().manifest().model();
    String version = ready.model().manifest().version();
    if (!model.equals(announcement.model()) || !version.equals(announcement.version())) {
      throw new UnusableModelException(
          UnusableModelException.WRONG_NAME,
          "found model \"%s\" of version \"%s\" in the file, allowed: what was announced, \"%s\" of version \"%s\""
              .formatted(model, version, announcement.model(), announcement.version()));
    }
  }

  /** The model in use of an announcement's name. */
  LiveModel require(ModelAnnouncement announcement) throws UnusableModelException {
    Optional<LiveModel> model = live.find(announcement.model());
    if (model.isEmpty()) {
      throw new UnusableModelException(
          UnusableModelException.UNKNOWN_MODEL,
          "found an announcement of \"%s\", allowed: a model that steps series here, of %s"
              .formatted(announcement.model(), live.names()));
    }
    return model.get();
  }

  /** Whether a model is the announced one. */
  static boolean isInUse(LiveModel model, ModelAnnouncement announcement) {
    return model.model().sha256().equals(announcement.sha256())
        && model.manifest().version().equals(announcement.version());
  }
}
