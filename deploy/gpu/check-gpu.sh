#!/bin/sh
# Checks trainings on a GPU: does the JNI library load against the installed PyTorch, do models of the GPU forecast what
# those of the CPU do, and how fast are they. docs/operations/gpu.md explains it.
#
#   deploy/gpu/check-gpu.sh [--out FOLDER] [OPTION...]   check; OPTIONs go to `foreflow bench gpu`
#   deploy/gpu/check-gpu.sh --files                      list the files that a machine without a network needs
#
#   PYTHON                 the Python with PyTorch; without it, python3
#   PYTORCH_LIBRARY_PATH   the folder of PyTorch's libraries; without it, that of Python's torch
#
# It writes gpu.json and gpu.md to the folder (default: gpu-check). Without a GPU it measures the CPU, and says so.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
out=gpu-check
libraries=$home/benchmarks/target/launcher/libraries

say() { printf '%s\n' "check-gpu: $*" >&2; }

# --- The files that have to be there --------------------------------------------------------------------------------

if [ "${1-}" = --files ]; then
  if [ ! -f "$libraries" ]; then
    say "nothing is built yet. Run once, with a network: ./foreflow bench gpu --help"
    exit 1
  fi
  say "this checkout with its folders target, a JDK 17 or later, an installed PyTorch, and these libraries:"
  tr ':' '\n' <"$libraries"
  exit 0
fi
if [ "${1-}" = --out ]; then
  out=$2
  shift 2
fi
mkdir -p "$out"

# --- The GPU and the installed PyTorch -------------------------------------------------------------------------------

gpu=false
if command -v nvidia-smi >/dev/null 2>&1 && found=$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null); then
  gpu=true
  say "GPU and driver: $found"
else
  say "no GPU: nvidia-smi is not there or sees none. Only the CPU is measured."
fi

python=${PYTHON-python3}
torch=${PYTORCH_LIBRARY_PATH-}
if [ -z "$torch" ] && command -v "$python" >/dev/null 2>&1; then
  # Not imported, because that takes seconds and may fail.
  torch=$("$python" -c '
import importlib.util, os
spec = importlib.util.find_spec("torch")
print(os.path.join(os.path.dirname(spec.origin), "lib") if spec else "")' 2>/dev/null || :)
fi
version=
if [ -n "$torch" ] && [ -f "$torch/../version.py" ]; then
  version=$(sed -n "s/^__version__ = '\(.*\)'.*/\1/p" "$torch/../version.py")
fi
if [ -n "$torch" ]; then
  say "PyTorch ${version:-of unknown version} in $torch"
else
  say "no PyTorch is installed for $python; the one of the build is used."
fi

if tr ':' '\n' <"$libraries" 2>/dev/null | grep -q 'pytorch-native-cu'; then
  say "the build has PyTorch's libraries for CUDA itself (profile gpu), so the installed one is not used."
  torch=
fi

# --- Whether the JNI library finds what it needs there ---------------------------------------------------------------

jni=$(tr ':' '\n' <"$libraries" 2>/dev/null | grep 'pytorch-jni-' | head -n 1 || :)
needs=
if [ -n "$jni" ] && [ -f "$jni" ]; then
  needs=$(basename "$jni" | sed 's/^pytorch-jni-\([0-9.]*\)-.*/\1/')
  flavor=cpu
  if [ "$gpu" = true ]; then
    flavor=$(unzip -l "$jni" | sed -n 's|.*jnilib/linux-x86_64/\(cu[0-9]*\)/libdjl_torch.so$|\1|p' | head -n 1)
  fi
  say "the JNI library was built for PyTorch $needs, $flavor"
  if [ -n "$torch" ] && unzip -p "$jni" "jnilib/linux-x86_64/$flavor/libdjl_torch.so" >"$out/libdjl_torch.so" 2>/dev/null; then
    missing=$(LD_LIBRARY_PATH=$torch ldd -r "$out/libdjl_torch.so" 2>&1 | grep -e 'undefined symbol' -e 'not found' || :)
    if [ -z "$missing" ]; then
      say "it finds all its symbols in the installed PyTorch."
    else
      say "it does NOT fit the installed PyTorch: $(printf '%s\n' "$missing" | wc -l) symbols or libraries are missing:"
      printf '%s\n' "$missing" | head -n 5 >&2
      say "install PyTorch $needs for $flavor, or build with MAVEN_ARGS=-Pgpu (docs/operations/gpu.md)."
    fi
  fi
  rm -f "$out/libdjl_torch.so"
fi

# --- Trainings -------------------------------------------------------------------------------------------------------

train() { "$home/foreflow" bench gpu --json --out "$out/gpu.json" --table "$out/gpu.md" "$@"; }

train_with_installed() {
  PYTORCH_LIBRARY_PATH=$torch PYTORCH_VERSION=$needs PYTORCH_FLAVOR=$flavor train "$@"
}

status=0
if [ -n "$torch" ] && [ -n "$needs" ]; then
  train_with_installed "$@" || status=$?
  if [ "$status" != 0 ]; then
    say "training with the installed PyTorch failed (exit code $status, see above). Now with that of the build:"
    unset PYTORCH_LIBRARY_PATH
    train "$@"
  fi
else
  train "$@"
fi
cat "$out/gpu.md"
if [ "$gpu" != true ]; then
  say "done, without a GPU: $out/gpu.json and $out/gpu.md have figures of the CPU only."
elif grep -q '"gpu":"PyTorch' "$out/gpu.json"; then
  say "done, but PyTorch saw no GPU: $out/gpu.json and $out/gpu.md have figures of the CPU only."
else
  say "done: $out/gpu.json and $out/gpu.md. The tables belong into docs/operations/gpu.md."
fi
