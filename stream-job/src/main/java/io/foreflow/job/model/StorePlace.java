package io.foreflow.job.model;

import io.foreflow.store.StoreException;
import io.foreflow.store.StoreLocation;
import io.foreflow.store.StoreReference;
import java.util.Optional;

/** The URI of a whole model store, as a place that models may come from. */
record StorePlace(StoreLocation store) implements ModelUri {
  private static final String START = StoreReference.SCHEME + ":";

  static StorePlace of(String text) throws StoreException {
    return new StorePlace(StoreLocation.parse(text.substring(START.length())));
  }

  @Override
  public boolean isUnder(ModelUri folder) {
    if (store instanceof StoreLocation.Folder own) {
      return FileUri.of(own.path()).isUnder(folder);
    }
    return store instanceof StoreLocation.Bucket own
        && folder instanceof StorePlace other
        && other.store instanceof StoreLocation.Bucket outer
        && own.bucket().equals(outer.bucket())
        && (own.prefix() + "/").startsWith(outer.prefix().isEmpty() ? "" : outer.prefix() + "/");
  }

  /** In a folder, the folder itself. */
  @Override
  public Optional<ModelUri> resolved() {
    return store instanceof StoreLocation.Folder own
        ? FileUri.of(own.path()).resolved()
        : Optional.of(this);
  }

  @Override
  public ModelUri surroundings() {
    return this;
  }

  @Override
  public String uri() {
    return START + store.uri();
  }
}
