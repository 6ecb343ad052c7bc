package io.foreflow.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the pictures in docs/images/synthetic show what the generator draws. */
class SyntheticPicturesTest {

  private static final Path FOLDER = Path.of("..", "docs", "images", "synthetic");
  private static final int THREE_WEEKS = 3 * 168;
  private static final int PANELS = 3;

  private final Timeline timeline = SyntheticKind.HOURLY.timeline(THREE_WEEKS);

  @ParameterizedTest
  @EnumSource
  void picturesOfFamiliesAreUpToDate(FamilyKind family) throws IOException {
    List<SeriesPicture.Panel> panels = new ArrayList<>();
    for (int i = 0; i < PANELS; i++) {
      panels.add(
          new SeriesPicture.Panel(family.draw(timeline, draw(family.text(), i)), new double[0]));
    }
    check(family.text(), panels);
  }

  @ParameterizedTest
  @EnumSource
  void picturesOfEventsAreUpToDate(EventKind event) throws IOException {
    check(event.text(), panels(event.text(), event::change));
  }

  @Test
  void pictureOfMissingReadingsIsUpToDate() throws IOException {
    check("missing-stretches", panels("missing-stretches", new MissingStretches()));
  }

  private List<SeriesPicture.Panel> panels(String name, SeriesEvent event) {
    List<SeriesPicture.Panel> panels = new ArrayList<>();
    for (int i = 0; i < PANELS; i++) {
      double[] before = new TrendSeasonImpulse().draw(timeline, draw("a base", i));
      Values.standardize(before);
      double[] values = before.clone();
      event.change(values, timeline, draw(name, i));
      panels.add(new SeriesPicture.Panel(values, before));
    }
    return panels;
  }

  private static Draw draw(String name, int panel) {
    return new Draw(new SplittableRandom(31L * name.hashCode() + panel));
  }

  private static void check(String name, List<SeriesPicture.Panel> panels) throws IOException {
    String title = "Three generated hourly series of three weeks: " + name.replace('-', ' ');
    String content = SeriesPicture.draw(title, panels);
    Path file = FOLDER.resolve(name + ".svg");
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("run this test with -Dforeflow.docs.write=true to draw the picture again")
        .hasContent(content);
  }
}
