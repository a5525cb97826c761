#!/usr/bin/env bash
# Proposes a source in shards with GNU parallel, then joins them.
#   deploy/parallel.sh SOURCE PROJECT.camweave [SHARDS] [options of `camweave propose`...]
# JOBS at once (default: half the processors; each uses about two). With SSHLOGINFILE the machines in that file work, which see the same paths.
# A shard that fails is tried once more; run the same line again to go on with whatever is missing.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '3,5s/^# //p' "$0" >&2; exit 2; }
source=$(realpath "$1"); project=$(realpath -m "$2"); shards=${3:-4}
shift $(($# < 3 ? $# : 3))
camweave=${CAMWEAVE:-$(realpath "$(dirname "$0")/../bin/camweave.js")}
jobs=${JOBS:-$((($(nproc) + 1) / 2))}
machines=()
[ -z "${SSHLOGINFILE:-}" ] || machines=(--sshloginfile "$SSHLOGINFILE")
seq "$shards" | parallel --quote --jobs "$jobs" --retries 2 --line-buffer --tagstring 'shard {}' "${machines[@]}" \
  env ORT_DISABLE_TELEMETRY=1 node "$camweave" propose "$source" --project "$project" --shard "{}/$shards" "$@"
mapfile -t parts < <(find "$(dirname "$project")" -maxdepth 1 -name "$(basename "$project" .camweave).shard-*-of-$shards.camweave" | sort)
node "$camweave" merge "$project" "${parts[@]}"
