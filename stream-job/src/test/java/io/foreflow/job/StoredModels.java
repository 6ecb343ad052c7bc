package io.foreflow.job;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.store.Alias;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.NewVersion;
import io.foreflow.store.StoreLocation;
import io.foreflow.store.StoreReference;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.Map;

/** A model store with real models. */
public final class StoredModels {
  private static final String ANNA = "anna";

  private final StoreLocation location;

  /** A store at a location, which is made if it is not there. */
  public StoredModels(String location) throws IOException {
    this.location = StoreLocation.parse(location);
    try (ModelStore store = ModelStore.at(this.location)) {
      store.make();
    }
  }

  /** Adds a version, makes it the champion, and returns its URI. */
  public StoreReference promote(TinyStepGraph graph) throws IOException {
    byte[] file = graph.file();
    try (ModelStore store = ModelStore.at(location);
        StepModel model = StepModel.open(file)) {
      StoredModel stored = store.model(graph.model());
      StoredVersion version =
          stored.add(new NewVersion(file, model.manifest(), ANNA, Map.of())).version();
      stored
          .moves()
          .promote(
              version, stored.aliases().find(Alias.CHAMPION), Decision.Reason.of(ANNA, "better"));
      return stored.reference(version);
    } catch (InvalidModelFileException e) {
      throw new IOException(e);
    }
  }

  /** Deletes all versions that no alias names. */
  public void clean(String model) throws IOException {
    try (ModelStore store = ModelStore.at(location)) {
      store.model(model).cleanUp().run(0);
    }
  }

  /** The URI of a model's champion, whichever version that is. */
  public String champion(String model) {
    return new StoreReference(location, model, Alias.CHAMPION.text()).uri();
  }

  /** The URI of the whole store. */
  public String uri() {
    return "store:" + location.uri();
  }
}
