package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.synthetic.SyntheticKind;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of trainings on generated series. */
class SyntheticTrainingTest {

  private static TrainedModel train(SyntheticRecipe recipe) {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(recipe.kind().options())
            .set(FeatureConfig.HORIZON, 6)
            .set(NetworkConfig.HIDDEN, 4)
            .set(NetworkConfig.LAYERS, 1)
            .set(FitConfig.STEPS, 3)
            .build();
    return new Trainer()
        .train(
            TrainingSource.drawnBy(recipe),
            config,
            Optional.empty(),
            TrainingRun.with(TrainingListener.NONE));
  }

  @Test
  void theSameRecipeGivesTheSameBytes() {
    SyntheticRecipe recipe = new SyntheticRecipe(SyntheticKind.HOURLY, 7, 5);

    TrainedModel first = train(recipe);
    TrainedModel second = train(recipe);
    TrainedModel other = train(new SyntheticRecipe(SyntheticKind.HOURLY, 8, 5));

    assertThat(second.file()).isEqualTo(first.file());
    assertThat(other.manifest().version()).isNotEqualTo(first.manifest().version());
    Provenance provenance = first.manifest().provenance();
    assertThat(provenance.dataDigest()).isEqualTo(recipe.digest());
    assertThat(provenance.generated())
        .isEqualTo(new Provenance.Generated("hourly", 7, recipe.version()));
    assertThat(provenance.series()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void theOptionsOfEachKindMakeAConfiguration(SyntheticKind kind) {
    TrainingConfig config = TrainingConfig.builder().set(kind.options()).build();

    assertThat(config.cadence()).isEqualTo(kind.cadence());
    assertThat(config.levels()).hasSize(9);
    assertThat(NetworkSize.weights(config)).isLessThan(250_000);
  }
}
