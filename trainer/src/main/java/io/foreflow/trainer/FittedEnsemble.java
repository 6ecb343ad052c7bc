package io.foreflow.trainer;

import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.loop.Fit;
import java.util.List;

/**
 * A trained ensemble.
 *
 * @param fits how the training of each network went
 */
record FittedEnsemble(Ensemble ensemble, List<Fit> fits) {

  FittedEnsemble {
    fits = List.copyOf(fits);
  }
}
