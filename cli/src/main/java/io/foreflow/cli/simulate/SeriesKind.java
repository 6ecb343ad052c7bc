package io.foreflow.cli.simulate;

import java.util.Locale;

/** The kind of series to simulate. */
public enum SeriesKind {
  SENSORS,
  PRICES,
  MIXED;

  /** The name of the series of this number: {@code sensor-0007}, {@code price-0012}. */
  String nameOf(int number) {
    boolean price = this == PRICES || (this == MIXED && number % 2 == 1);
    return String.format(Locale.ROOT, price ? "price-%04d" : "sensor-%04d", number);
  }

  boolean isPrice(int number) {
    return this == PRICES || (this == MIXED && number % 2 == 1);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
