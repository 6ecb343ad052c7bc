"""Reads forecasts that kcat wrote as length-prefixed records, with nothing of Foreflow but the schema file."""

import io
import json
import struct
import sys

SINGLE_OBJECT_HEADER = 10  # two marker bytes and the fingerprint of the schema


def records(path):
    with open(path, "rb") as file:
        while prefix := file.read(4):
            yield file.read(struct.unpack(">i", prefix)[0])


def avro_decoder(schema_file):
    import avro.io
    import avro.schema

    with open(schema_file, encoding="utf-8") as file:
        reader = avro.io.DatumReader(avro.schema.parse(file.read()))

    def decode(record):
        assert record[:2] == b"\xc3\x01", record[:2]
        return reader.read(avro.io.BinaryDecoder(io.BytesIO(record[SINGLE_OBJECT_HEADER:])))

    return decode


def main(form, path, schema_file):
    decode = avro_decoder(schema_file) if form == "avro" else json.loads
    forecasts = [decode(record) for record in records(path)]
    assert forecasts, "no forecasts"
    for forecast in forecasts:
        levels, quantiles = forecast["levels"], forecast["quantiles"]
        assert levels == sorted(levels) and len(levels) == len(quantiles), forecast
        for lower, upper in zip(quantiles, quantiles[1:]):
            assert all(low <= high for low, high in zip(lower, upper)), forecast
    last = forecasts[-1]
    print(form, len(forecasts), "forecasts; the last:", last["series"], last["cutoff"], last["status"],
          [round(float(row[0]), 3) for row in last["quantiles"]])


if __name__ == "__main__":
    main(*sys.argv[1:])
