package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {

  /** Gives at most so many characters at once. */
  private static Reader slow(String text, int most) {
    return new StringReader(text) {
      @Override
      public int read(char[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(most, length));
      }
    };
  }

  private static String cells(CsvLine line) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      cells.add(line.get(i));
    }
    return String.join("|", cells);
  }

  /** Each record with the number of its line, and each error. */
  private static List<String> read(Reader in) throws IOException {
    CsvLines lines = new CsvLines("f", in, ',');
    List<String> read = new ArrayList<>();
    while (true) {
      try {
        CsvLine line = lines.next();
        if (line == null) {
          return read;
        }
        read.add(lines.line() + " " + cells(line));
      } catch (HistoryException e) {
        read.add("" + e.getMessage());
      }
    }
  }

  private static List<String> read(String text) throws IOException {
    return read(new StringReader(text));
  }

  @Test
  void aLackOfMemoryStaysOne() throws Exception {
    OutOfMemoryError lack = new OutOfMemoryError("Java heap space");
    Reader failing =
        new StringReader("a,b\n") {
          private boolean begun;

          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            if (begun) {
              throw lack;
            }
            begun = true;
            return super.read(target, offset, length);
          }
        };
    CsvLines lines = new CsvLines("f", failing, ',');
    assertThat(lines.next()).isNotNull();

    assertThatThrownBy(lines::next).isSameAs(lack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cellsInQuotesHaveLineBreaks(String end) throws Exception {
    String text = "a,\"b" + end + "c\"\"\",d" + end + end + "e" + end;

    assertThat(read(text)).containsExactly("1 a|b" + end + "c\"|d", "3 ", "4 e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a~\"b~c\"x,d~e'     | f:3:3: found 'x' after a closing quote, expected a comma",
        "'a~\"b,c~d~e'        | f:2:1: found a quote that nothing closes, expected a closing quote",
        "'a~b,\"c~d~e'        | f:2:3: found a quote that nothing closes, expected a closing quote",
        "'a~\"b~~c\",\"d\"~e' | ''",
      })
  void malformedRecordsLoseOnlyTheirFirstLine(String text, String error) throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      List<String> read = read(text.replace("~", end));

      assertThat(read).first().isEqualTo("1 a");
      assertThat(read).last().asString().matches("[45] e");
      if (!error.isEmpty()) {
        assertThat(read).contains(error);
        assertThat(read).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
      }
    }
  }

  @Test
  void readsTheSameFromSmallerPieces() throws Exception {
    String text =
        "\uFEFFh,i\r\n\"a\r\nb\",1\r\n\r\n\"stray,2\r\nc,3\r\n\"d\"e,4\r\nf,\"\"\"\"\rg,5\n\nlast,\"open";
    List<String> whole = read(text);

    assertThat(whole)
        .containsExactly(
            "1 h|i",
            "2 a\r\nb|1",
            "4 ",
            "f:7:2: found 'd' after a closing quote, expected a comma",
            "6 c|3",
            "f:7:4: found 'e' after a closing quote, expected a comma",
            "8 f|\"",
            "9 g|5",
            "10 ",
            "f:11:6: found a quote that nothing closes, expected a closing quote");
    for (int most = 1; most < 9; most++) {
      assertThat(read(slow(text, most))).isEqualTo(whole);
    }
  }

  @Test
  void linesMayBeLongerThanTheBuffer() throws Exception {
    String wide = "0123456789,".repeat(20_000);
    List<String> read = read(wide + "\n\"" + "x\n".repeat(30_000) + "\",y\nz");

    assertThat(read).hasSize(3);
    assertThat(read.get(0)).hasSize(2 + wide.length());
    assertThat(read.get(1)).startsWith("2 x\nx").endsWith("\n|y");
    assertThat(read.get(2)).isEqualTo("30003 z");
  }

  @Test
  void strayQuotesReachNoFurtherThanOneCell() throws Exception {
    String text = "a\n\"b\n" + "c,d\n".repeat(400_000) + "\"";

    List<String> read = read(text);

    assertThat(read.get(1))
        .isEqualTo("f:2:1: found a quote that nothing closes, expected a closing quote");
    assertThat(read).contains("3 c|d", "400002 c|d");
    assertThat(read("x".repeat(3_000_000)).get(0))
        .isEqualTo("f:1:1: found a cell of more than 1048576 characters, expected a shorter one");
  }

  @Test
  void namesWithLineBreaksAreRead() throws Exception {
    String csv = "unique_id,ds,y\n\"pump\n2\",0,1\n\"pump\n2\",3600000,x\n";

    assertThatThrownBy(() -> history(csv))
        .hasMessageStartingWith("data.csv:5:12: found \"x\", expected a number");
    SeriesHistory read = history(csv.replace('x', '7')).series().get(0);
    assertThat(read.series()).isEqualTo("pump\n2");
    assertThat(read.values()).containsExactly(1, 7);
  }

  private static HistoryData history(String csv) throws IOException, HistoryException {
    return CsvHistory.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "data.csv",
        3_600_000,
        List.of());
  }
}
