package io.foreflow.job.operator;

/**
 * The names of the job's operators, which are their uids too. A savepoint finds an operator's state
 * by its uid, and dashboards find its metrics by its name: none of them ever changes.
 */
public final class Operators {
  /** The source of readings. */
  public static final String READINGS = "readings";

  /** The operator that decodes readings. */
  public static final String DECODE = "decode";

  /** The operator that puts readings in order. It is only there where something needs it. */
  public static final String ORDER = "order";

  /** The operator that steps series. */
  public static final String WAVES = "waves";

  /** The source of announcements of models. */
  public static final String MODELS = "models";

  /** The operator that decodes announcements of models. */
  public static final String ANNOUNCEMENTS = "announcements";

  /** The operator that chooses the series that the shadow model steps. */
  public static final String SHARE = "share";

  /** The operator that steps some series with a model that is only compared. */
  public static final String SHADOW = "shadow";

  /** The sink of forecasts. */
  public static final String FORECASTS = "forecasts";

  /** The sink of episodes of readings that were not forecast. */
  public static final String ANOMALIES = "anomalies";

  /** The sink of late readings. */
  public static final String LATE = "late";

  /** The sink of records that are no readings for this pipeline. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** The sink of events about models. */
  public static final String MODEL_EVENTS = "model-events";

  /** The sink of scores of forecasts. */
  public static final String SCORES = "scores";

  /** The sink of the shadow model's forecasts. */
  public static final String SHADOW_FORECASTS = "shadow-forecasts";

  private Operators() {}
}
