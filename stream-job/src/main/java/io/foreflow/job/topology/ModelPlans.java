package io.foreflow.job.topology;

import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.model.StepLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that a pipeline is configured to begin with. */
public final class ModelPlans {
  private ModelPlans() {}

  /**
   * The models that step the series of the pipeline. Aliases in model stores are resolved now.
   *
   * @throws UnresolvedModelException if one can't be
   */
  public static ModelPlan of(PipelineConfig config) {
    ModelRoutes routes =
        ModelRoutes.of(
            config.find(ModelOptions.ROUTES).orElse(List.of()).stream()
                .map(ModelRoutes.Rule::parse)
                .toList());
    Map<String, URI> uris = config.named(ModelOptions.MODELS_URI);
    Map<String, String> digests = config.named(ModelOptions.MODELS_SHA256);
    List<ModelLocation> locations = new ArrayList<>();
    for (String name : routes.names()) {
      locations.add(
          name.equals(ModelRoutes.DEFAULT_NAME)
              ? location(
                  ModelOptions.MODEL_URI.name(),
                  config.get(ModelOptions.MODEL_URI).toString(),
                  config.find(ModelOptions.MODEL_SHA256).orElse(null))
              : location(
                  "models." + name + ".uri", String.valueOf(uris.get(name)), digests.get(name)));
    }
    return new ModelPlan(routes, locations, limits(config), allowed(config));
  }

  private static ModelLocation location(String key, String uri, @Nullable String sha256) {
    try {
      return ModelLocation.configured(uri, sha256);
    } catch (UnusableModelException e) {
      throw new UnresolvedModelException(key, e);
    }
  }

  /** The places that are configured, or the folders and servers of all configured models. */
  private static AllowedUris allowed(PipelineConfig config) {
    return config
        .find(ModelOptions.ALLOWED_URIS)
        .map(AllowedUris::new)
        .orElseGet(
            () -> {
              List<URI> configured = new ArrayList<>();
              configured.add(config.get(ModelOptions.MODEL_URI));
              configured.addAll(config.named(ModelOptions.MODELS_URI).values());
              config.find(ModelOptions.SHADOW_URI).ifPresent(configured::add);
              return AllowedUris.around(
                  configured.stream().map(uri -> new ModelLocation(uri.toString(), null)).toList());
            });
  }

  /** The shadow model, if there is one. */
  public static Optional<ModelPlan> shadow(PipelineConfig config) {
    return config
        .find(ModelOptions.SHADOW_URI)
        .map(
            uri ->
                ModelPlan.of(
                    location(
                        ModelOptions.SHADOW_URI.name(),
                        uri.toString(),
                        config.find(ModelOptions.SHADOW_SHA256).orElse(null)),
                    limits(config)));
  }

  private static LoadLimits limits(PipelineConfig config) {
    return new LoadLimits(
            config.get(ModelOptions.DOWNLOAD_MAX_BYTES),
            config.get(ModelOptions.DOWNLOAD_TIMEOUT),
            LoadLimits.DEFAULT.attempts(),
            LoadLimits.DEFAULT.pause(),
            new StepLimits(
                config.get(WaveOptions.WAVE_SIZE),
                config.get(ModelOptions.STEP_MAX_BYTES),
                config.get(ModelOptions.STEP_LIMIT),
                config.get(ModelOptions.REPLAY_LIMIT)))
        .withCache(config.find(ModelOptions.CACHE_DIR).orElse(LoadLimits.TEMPORARY));
  }
}
