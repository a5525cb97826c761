# The specs in the window, where a runtime for it lies beside the checkout. Needs what `npm test` has built.
check="${CAMWEAVE_SHARED:-../shared}/electron/window-check.sh"
if [ ! -f "$check" ]; then
  echo "window: not run, there is no $check"
else
  missing=()
  command -v xvfb-run >/dev/null || missing+=(xvfb xauth)
  command -v g++ >/dev/null || missing+=(g++)
  # Of the browser that the other specs run in, the window needs the libraries too.
  [ -e /usr/bin/chromium ] || missing+=(chromium)
  if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"
    else
      echo "window: install ${missing[*]} first" >&2
      exit 1
    fi
  fi
  said=$(mktemp)
  began=$SECONDS
  failed=0
  bash "$check" "$PWD" 2>&1 | tee "$said" || failed=1
  counts=$(grep -oE '^ +[0-9]+ (passed|failed|skipped|flaky|did not run)' "$said" | tr -s ' ' | paste -sd, || true)
  echo "window:${counts:- nothing was run} in $((SECONDS - began)) s"
  rm "$said"
  [ "$failed" = 0 ]
fi
