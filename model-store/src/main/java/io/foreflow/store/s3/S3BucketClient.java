package io.foreflow.store.s3;

import io.foreflow.store.objects.BucketClient;
import io.foreflow.store.objects.MissingLibrariesException;
import io.foreflow.store.objects.ObjectStore;
import java.io.IOException;

/** Opens buckets that speak S3. Can be loaded without Amazon's libraries, to say that they miss. */
public final class S3BucketClient implements BucketClient {

  @Override
  public ObjectStore open(String bucket, String prefix) throws IOException {
    try {
      return new S3Objects(S3Clients.ofEnvironment(), bucket, prefix);
    } catch (NoClassDefFoundError e) {
      throw new MissingLibrariesException(e);
    }
  }
}
