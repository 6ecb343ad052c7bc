package io.foreflow.store.objects;

import java.io.IOException;
import java.util.ServiceLoader;

/** Opens buckets. Its implementation is found at run time, because not everybody needs one. */
public interface BucketClient {

  /**
   * The objects in a bucket. Nothing is read yet.
   *
   * @param prefix a folder in the bucket, without {@code /} at its ends; empty for the bucket
   * @throws MissingLibrariesException if the libraries that it needs are not there
   */
  ObjectStore open(String bucket, String prefix) throws IOException;

  /** The client in this program. */
  static BucketClient find() throws MissingLibrariesException {
    return ServiceLoader.load(BucketClient.class, BucketClient.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new MissingLibrariesException(null));
  }
}
