package io.foreflow.history;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file, one after the other. A record is one line, or several lines if a cell
 * in quotes has line breaks. If a record is malformed, only its first line is lost. That line may
 * hold a quote by mistake, and the lines after it may be whole records.
 */
final class CsvLines {

  /** The most characters of a cell, so that a stray quote does not swallow a whole file. */
  private static final int LONGEST_CELL = 1 << 20;

  private final String source;
  private final char delimiter;
  private final RecordText text;
  private final Handler handler = new Handler();
  private CloseableIterator<CsvLine> records;

  /** The number of lines before those that the parser has counted. */
  private long linesBefore;

  /**
   * @param source name of the file in errors
   */
  CsvLines(String source, Reader in, char delimiter) {
    this.source = source;
    this.delimiter = delimiter;
    text = new RecordText(in);
    records = parse();
  }

  private CloseableIterator<CsvLine> parse() {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_CELL)
        .build(handler, text)
        .iterator();
  }

  /**
   * The next record, or null at the end. It is valid until the record after it is read.
   *
   * @throws HistoryException if the record is malformed; the next call continues with the next line
   */
  @Nullable CsvLine next() throws IOException, HistoryException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      // The parser wraps whatever is thrown on its way: also a lack of memory, which is no fault of
      // the record.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() != null && !(e.getCause() instanceof CsvParseException)) {
        throw e;
      }
      HistoryException malformed = malformed();
      text.backToSecondLine();
      linesBefore = line();
      records = parse();
      throw malformed;
    }
  }

  /** The number of the line where the last record begins. */
  long line() {
    return handler.line;
  }

  /** The error of the cell after those that were read. */
  private HistoryException malformed() {
    String record = text.record();
    CsvLine read = handler.buildRecord();
    int begin = read.offset(read.size());
    if (begin >= record.length() || record.charAt(begin) != '"') {
      return read.errorAt(
          begin, "a cell of more than " + LONGEST_CELL + " characters", "a shorter one");
    }
    int quote = record.indexOf('"', begin + 1);
    while (quote >= 0 && quote + 1 < record.length() && record.charAt(quote + 1) == '"') {
      quote = record.indexOf('"', quote + 2);
    }
    if (quote < 0 || quote + 1 == record.length()) {
      return read.errorAt(begin, "a quote that nothing closes", "a closing quote");
    }
    return read.errorAt(
        quote + 1,
        "'" + record.charAt(quote + 1) + "' after a closing quote",
        delimiter == ',' ? "a comma" : "the delimiter " + CsvDelimiter.option(delimiter));
  }

  /** Collects the cells of a record. */
  private final class Handler extends AbstractBaseCsvCallbackHandler<CsvLine> {

    private String[] cells = new String[16];
    private int[] lengths = new int[16];
    private int count;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
      text.beginRecord();
      line = linesBefore + startingLineNumber;
      count = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      String cell = new String(buffer, offset, length);
      add(quoted ? cell : cell.strip(), quoted ? length + 2 + quotes(cell) : length);
    }

    @Override
    protected void handleEmpty() {
      add("", 0);
    }

    private void add(String cell, int length) {
      if (count == cells.length) {
        cells = Arrays.copyOf(cells, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
      }
      cells[count] = cell;
      lengths[count] = length;
      count++;
    }

    /** The number of quotes in a cell. Each of them is written twice in the file. */
    private int quotes(String cell) {
      int quotes = 0;
      for (int at = cell.indexOf('"'); at >= 0; at = cell.indexOf('"', at + 1)) {
        quotes++;
      }
      return quotes;
    }

    @Override
    protected CsvLine buildRecord() {
      return new CsvLine(
          source,
          line,
          delimiter,
          text,
          Arrays.copyOf(cells, count),
          Arrays.copyOf(lengths, count));
    }
  }
}
