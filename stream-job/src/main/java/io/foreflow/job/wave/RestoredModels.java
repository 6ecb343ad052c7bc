package io.foreflow.job.wave;

import io.foreflow.job.model.LoadResult;
import io.foreflow.job.model.ModelLoader;
import io.foreflow.job.model.ReadyModel;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.wire.ModelAnnouncement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the models of a snapshot into use again: the announced ones, and those before them whose
 * series were still moving. All files are loaded at the same time.
 */
final class RestoredModels {
  private static final Logger LOG = LoggerFactory.getLogger(RestoredModels.class);

  private final ModelReplacement models;
  private final ModelLoader loader;
  private final int rows;
  private final BiConsumer<ModelAnnouncement, UnusableModelException> refusals;

  /**
   * Models of a task.
   *
   * @param rows of a full wave
   * @param refusals receives announced models that can't be used any more
   */
  RestoredModels(
      ModelReplacement models,
      ModelLoader loader,
      int rows,
      BiConsumer<ModelAnnouncement, UnusableModelException> refusals) {
    this.models = models;
    this.loader = loader;
    this.rows = rows;
    this.refusals = refusals;
  }

  /**
   * Restores models.
   *
   * @param all announced models that were in use
   * @param formers models whose series were still moving to the one in use, by name
   */
  void restore(List<ModelAnnouncement> all, Map<String, ModelAnnouncement> formers)
      throws InterruptedException {
    List<ModelAnnouncement> missing = new ArrayList<>();
    List<ModelAnnouncement> files = new ArrayList<>();
    for (ModelAnnouncement used : all) {
      try {
        LiveModel model = models.require(used);
        ModelAnnouncement former = formers.get(used.model());
        if (former != null || !ModelReplacement.isInUse(model, used)) {
          missing.add(used);
          files.add(used);
        }
        if (former != null) {
          files.add(former);
        }
      } catch (UnusableModelException e) {
        refusals.accept(used, e);
      }
    }
    Map<ModelAnnouncement, LoadResult> loaded = new HashMap<>();
    for (LoadResult each : loader.loadAll(files)) {
      loaded.put(each.announcement(), each);
    }
    for (ModelAnnouncement used : missing) {
      restore(used, formers.get(used.model()), loaded);
    }
  }

  /**
   * Puts a model into use again. If series were still moving to it, and the model that they come
   * from is there, they go on moving. Otherwise they move at their next reading.
   */
  private void restore(
      ModelAnnouncement used,
      @Nullable ModelAnnouncement former,
      Map<ModelAnnouncement, LoadResult> loaded) {
    LoadResult before = former == null ? null : require(former, loaded);
    try {
      ReadyModel ready = ready(used, before, loaded);
      boolean moving = before != null && restoreFormer(before);
      models.replace(models.require(used), used, ready, moving);
    } catch (UnusableModelException e) {
      refusals.accept(used, e);
    }
  }

  /** The model to use. If there is none, the model before it is not needed either. */
  private ReadyModel ready(
      ModelAnnouncement used,
      @Nullable LoadResult before,
      Map<ModelAnnouncement, LoadResult> loaded)
      throws UnusableModelException {
    try {
      return ReadyModel.of(require(used, loaded).orElseThrow(), rows);
    } catch (UnusableModelException e) {
      if (before != null) {
        before.close();
      }
      throw e;
    }
  }

  private static LoadResult require(
      ModelAnnouncement announcement, Map<ModelAnnouncement, LoadResult> loaded) {
    return Objects.requireNonNull(loaded.get(announcement), "each model has a result");
  }

  private boolean restoreFormer(LoadResult former) {
    ModelAnnouncement announcement = former.announcement();
    try {
      ReadyModel ready = ReadyModel.of(former.orElseThrow(), rows);
      models.replace(models.require(announcement), announcement, ready, false);
      return true;
    } catch (UnusableModelException e) {
      LOG.warn(
          "The model {} of version {} can't be had any more, so the series that it stepped move to"
              + " the next one at their next reading",
          announcement.model(),
          announcement.version(),
          e);
      return false;
    }
  }
}
