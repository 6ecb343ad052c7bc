package io.foreflow.evaluation.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page as HTML. Its resources {@code page.html} and {@code page.css} are next to this class.
 */
final class PageTemplate {

  private static final Template PAGE =
      Mustache.compiler().withLoader(PageTemplate::open).compile(reader("page.html"));

  private PageTemplate() {}

  static String fill(PageView view) {
    return PAGE.execute(view);
  }

  private static Reader reader(String name) {
    try {
      return open(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String name) throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is not beside " + PageTemplate.class);
      }
      return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
