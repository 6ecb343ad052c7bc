package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.model.FileProblem;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreReference;
import io.foreflow.store.StoredVersion;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** The announcement of a version in a store. */
final class StoredAnnouncement {

  private StoredAnnouncement() {}

  /**
   * Looks the version up. An alias is announced as the version that it names now, because a job
   * takes no announced alias.
   *
   * @param uri of the version, such as {@code store:/store#sensors@champion}
   * @param sha256 the hash of a file that the version must be; empty if there is none to compare
   */
  static ModelAnnouncement of(String uri, Optional<String> sha256, InstantSource clock) {
    try {
      StoreReference reference = StoreReference.parse(uri);
      StoredVersion version = ModelStore.resolve(reference);
      sha256
          .filter(expected -> !expected.equals(version.sha256()))
          .ifPresent(
              expected -> {
                throw CommandFailure.usage(
                    "--uri: %s is the version with the sha256 %s, and the file has %s; leave the file out, or add it with foreflow models add"
                        .formatted(uri, version.sha256(), expected));
              });
      return new ModelAnnouncement(
          version.model(),
          version.version(),
          reference.at(version.sha256()).uri(),
          version.sha256(),
          clock.millis());
    } catch (StoreException e) {
      throw CommandFailure.usage("--uri: " + e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed(
          "--uri: the store of %s can't be read: %s".formatted(uri, FileProblem.of(e)), e);
    }
  }
}
