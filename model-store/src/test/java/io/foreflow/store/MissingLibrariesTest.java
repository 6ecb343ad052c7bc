package io.foreflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MissingLibrariesTest {

  @Test
  void foldersNeedNoLibrariesAndBucketsSaySo() throws Exception {
    try (URLClassLoader without = new WithoutAmazon()) {
      Class<?> location = without.loadClass(StoreLocation.class.getName());
      Method at = without.loadClass(ModelStore.class.getName()).getMethod("at", location);
      Method parse = location.getMethod("parse", String.class);

      assertThat(at.invoke(null, parse.invoke(null, "/store"))).isNotNull();
      assertThatThrownBy(() -> at.invoke(null, parse.invoke(null, "s3://models/store")))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("found the store s3://models/store, but no libraries for buckets")
          .hasMessageContaining("docs/concepts/store.md");
    }
  }

  /** This class path without Amazon's libraries. */
  private static final class WithoutAmazon extends URLClassLoader {
    WithoutAmazon() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(WithoutAmazon::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("software.amazon.")) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }
}
