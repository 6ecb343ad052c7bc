package io.foreflow.console.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What assistants read of answers. */
class ToolTextsTest {

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void shadowsAreTold() throws JsonProcessingException {
    assertThat(
            ToolTexts.forecast(
                json(
                    """
                    {"series": "s", "cutoff": "2026-01-05T00:00:00Z", "forecasts": [
                      {"model": "m", "modelVersion": "1", "status": "ready", "shadow": false},
                      {"model": "m", "modelVersion": "2", "status": "ready", "shadow": true}]}
                    """)))
        .contains("- m 1, ready, ", "- m 2 (shadow), ready, ");
    assertThat(
            ToolTexts.errors(
                json(
                    """
                    {"series": "s", "models": [
                      {"model": "m", "version": "1", "shadow": false},
                      {"model": "m", "version": "2", "shadow": true}]}
                    """)))
        .contains("- m 1: mean absolute", "- m 2 (shadow): mean absolute");
  }
}
