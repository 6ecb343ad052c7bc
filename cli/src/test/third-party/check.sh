#!/bin/sh
# What others make of the pipeline's output: kcat and python3-avro read the forecast topic of a running
# demo, and onnx.checker judges the model file. Not part of the build, as it needs Debian's packages:
#
#   apt-get install kcat python3-avro python3-onnx
#   cli/src/test/third-party/check.sh
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../../../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
demo=
cleanup() {
  [ -z "$demo" ] || kill "$demo" 2>/dev/null || :
  [ -z "$demo" ] || wait "$demo" || :
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

for format in json avro; do
  "$root/foreflow" demo --for 30s --steps 20 --bad 14 --format "$format" --keep "$work/$format" --json \
    >"$work/$format.result" 2>"$work/$format.said" &
  demo=$!
  until grep -q '^Live:' "$work/$format.said"; do
    kill -0 "$demo" || { cat "$work/$format.said"; exit 1; }
    sleep 1
  done
  broker=$(sed -n 's/^ *at \([0-9.:]*\), topics.*/\1/p' "$work/$format.said")
  kcat -C -b "$broker" -t forecasts -o beginning -c 50 -D '' -f '%R%s' >"$work/$format.records"
  "$python" "$here/read_forecasts.py" "$format" "$work/$format.records" "$root/schemas/src/main/avro/Forecast.avsc"
  # The demo has injected its last bad record once its time is over; what came so far says where it is from.
  sleep 20
  kcat -C -b "$broker" -t dead-letters -o beginning -e -q -f '%h\n' | head -n 3
  wait "$demo"
  demo=
  cat "$work/$format.result"
  "$python" -c "
import onnx, sys
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
print('onnx', onnx.__version__, 'accepts the model:', len(model.graph.node), 'nodes, opset', model.opset_import[0].version)
" "$work/$format/model.onnx"
done
