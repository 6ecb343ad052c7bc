package io.foreflow.wire;

import java.util.Locale;

/**
 * Why a record was refused. The {@link #code} goes into headers and metrics and does not change.
 */
public enum RejectionReason {
  /** The bytes are no record of the configured format, or a field has the wrong type. */
  UNDECODABLE,
  /** Avro bytes whose schema this reader does not know. */
  UNKNOWN_SCHEMA,
  /** Avro bytes whose schema this reader knows, but which can't be read as the record expected. */
  INCOMPATIBLE_SCHEMA,
  /** The series has no name. */
  EMPTY_SERIES,
  /** The name of the series is longer than 1024 bytes of UTF-8. */
  SERIES_TOO_LONG,
  /** A time before 1970 or after the year 9999. */
  TIME_OUT_OF_RANGE,
  /** A time further ahead of the record than the pipeline allows. */
  TIME_IN_FUTURE,
  /** An infinite value, or one beyond the range of a 32-bit float. */
  NOT_FINITE,
  /** Another number of covariates than the model has features after its target. */
  WRONG_COVARIATES,
  /** A time in which the market is closed by the trading calendar of the model. */
  MARKET_CLOSED,
  /** A value longer than any reading may be. */
  TOO_LARGE,
  /** A field whose value is not allowed, or which contradicts another. */
  INVALID_FIELD;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in headers and metrics, such as {@code unknown-schema}. */
  public String code() {
    return code;
  }
}
