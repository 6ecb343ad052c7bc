package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.intake.PrintableBytes;
import io.foreflow.console.json.Json;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.console.memory.ModelState;
import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.server.Query;
import io.foreflow.console.server.Refusal;
import io.foreflow.console.stream.EventJson;
import io.foreflow.store.Decision;
import java.io.IOException;
import java.util.List;

/** Answers about models, events, decisions, and records that were put aside. */
final class PipelineAnswers {

  private final PipelineMemory memory;
  private final Decisions decisions;

  PipelineAnswers(PipelineMemory memory, Decisions decisions) {
    this.memory = memory;
    this.decisions = decisions;
  }

  byte[] models(Query query) {
    List<ModelState> models = memory.models();
    return Json.object(out -> Json.array(out, "items", models, PipelineAnswers::model));
  }

  private static void model(JsonGenerator out, ModelState state) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeStringField("model", state.model().model());
          fields.writeStringField("version", state.model().version());
          Json.text(fields, "sha256", state.sha256());
          fields.writeStringField("state", state.use().code());
          Json.time(fields, "time", state.time());
          if (state.tasks() == 0) {
            fields.writeNullField("tasks");
          } else {
            fields.writeNumberField("tasks", state.tasks());
          }
          Json.text(fields, "reason", state.reason());
        });
  }

  byte[] events(Query query) throws Refusal {
    List<PipelineEvent> events = memory.events(query.limit(), query.time("before", Long.MAX_VALUE));
    return Json.object(out -> Json.array(out, "items", events, EventJson::write));
  }

  byte[] deadLetters(Query query) throws Refusal {
    return asides(memory.deadLetters(query.limit()));
  }

  byte[] lateReadings(Query query) throws Refusal {
    return asides(memory.lateReadings(query.limit()));
  }

  private static byte[] asides(List<AsideRecord> records) {
    return Json.object(out -> Json.array(out, "items", records, PipelineAnswers::aside));
  }

  private static void aside(JsonGenerator out, AsideRecord record) throws IOException {
    Json.object(
        out,
        fields -> {
          Json.time(fields, "time", record.time());
          fields.writeStringField("topic", record.topic());
          fields.writeNumberField("partition", record.partition());
          fields.writeNumberField("offset", record.offset());
          Json.text(fields, "key", record.key());
          fields.writeStringField("reason", record.reason());
          fields.writeStringField("text", record.text());
          fields.writeStringField(
              "value", PrintableBytes.of(record.value(), record.value().length));
          fields.writeNumberField("bytes", record.bytes());
        });
  }

  byte[] decisions(Query query) throws Refusal {
    List<Decision> newest = decisions.newest(query.limit());
    return Json.object(
        out -> {
          Json.text(out, "store", decisions.store().orElse(null));
          Json.array(out, "items", newest, PipelineAnswers::decision);
        });
  }

  private static void decision(JsonGenerator out, Decision decision) throws IOException {
    Json.object(
        out,
        fields -> {
          fields.writeStringField("id", decision.id());
          fields.writeStringField("action", decision.action());
          Json.time(fields, "at", decision.at().toEpochMilli());
          fields.writeStringField("by", decision.by());
          fields.writeStringField("why", decision.why());
          fields.writeStringField("version", decision.version());
          Json.text(fields, "champion", decision.champion());
          fields.writeFieldName("details");
          fields.writeRawValue(decision.detailsJson());
        });
  }
}
